import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { readFence, reasonOfFence } from '../fence.ts'
import { schemaVersion } from '../migrate.ts'
import { type Address, openWitness } from './address.ts'
import { Archive, writeArchive } from './archive.ts'
import { Refusal, workspaceOf } from './house.ts'
import { syncFolder } from './lines.ts'
import { FORMAT, type Manifest } from './manifest.ts'
import { rowsOf } from './rows.ts'
import { countsOf, type Told, totalOf } from './told.ts'

/**
 * Writes what one moment of a workspace was into a folder, also while it is served. The folder gets its name when all of it
 * has been read back from the disk: what was interrupted never looks like a backup.
 */
export async function backup(source: Address, folder: string, version: string, told: Told): Promise<Manifest> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Refusal(`${folder} holds something already. Name a folder that is new or empty.`)
  await using from = await openWitness(source)
  await mkdir(dirname(folder), { recursive: true, mode: 0o700 })
  const partial = await mkdtemp(`${folder}.partial-`)
  try {
    const manifest = await from.look(async (db) => {
      const [fence, workspace] = [await readFence(db), await workspaceOf(db)]
      if (fence?.why === 'filling') throw new Refusal(`${from.place} cannot be backed up: ${reasonOfFence(fence)}.`)
      if (!workspace) throw new Refusal(`There is no workspace in ${from.place}.`)
      const rows = rowsOf(db)
      told.begin('writing', totalOf(await countsOf(rows)))
      const about = { format: FORMAT, version, schema: schemaVersion, createdAt: new Date().toISOString(), workspace } as const
      return writeArchive(partial, rows, about, told)
    })
    told.end()
    await checkArchive(await Archive.open(partial), told)
    await give(partial, folder)
    return manifest
  } catch (failure) {
    await rm(partial, { recursive: true, force: true })
    throw failure
  }
}

/** Reads a whole backup and compares it with its manifest. */
export async function checkArchive(archive: Archive, told: Told): Promise<void> {
  told.begin('checking', totalOf(await countsOf(archive)))
  await archive.check(told)
  told.end()
}

async function give(partial: string, folder: string): Promise<void> {
  await syncFolder(partial)
  if (existsSync(folder)) await rmdir(folder)
  await rename(partial, folder)
  await syncFolder(dirname(folder))
}
