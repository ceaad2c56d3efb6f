import { randomUUID } from 'node:crypto'
import { closeFence, openFence, readFence, reasonOfFence } from '../fence.ts'
import { newEpoch } from '../migrate.ts'
import { partNames } from '../parts.ts'
import { type Address, openHouse } from './address.ts'
import { Archive } from './archive.ts'
import { checkArchive } from './backup.ts'
import { compare } from './compare.ts'
import { copy } from './copy.ts'
import { assertVacant, Refusal, workspaceOf } from './house.ts'
import type { Manifest } from './manifest.ts'
import { rowsOf } from './rows.ts'
import { countsOf, type Told } from './told.ts'

/**
 * Puts a backup into an empty database. Nothing is written before all of the backup has been checked; the database is fenced
 * until each row was compared; and it opens with a new epoch, so that clients that saw more start over instead of mixing two
 * histories (C15, C16).
 */
export async function restore(folder: string, target: Address, told: Told): Promise<{ place: string; manifest: Manifest }> {
  const archive = await Archive.open(folder)
  await checkArchive(archive, told)
  await using to = await openHouse(target, { exists: false })
  await assertVacant(to, 'none')
  await to.assertUnserved()
  await to.write(async (at) => {
    await closeFence(at, { move: randomUUID(), why: 'filling', place: `the backup ${folder}`, at: Date.now() })
    await at.dialect.clear(at.db, partNames)
  })
  const counts = await countsOf(archive)
  await copy(archive, to, counts, told)
  await to.look((db) => compare(archive, rowsOf(db), counts, told))
  await to.write(async (at) => {
    await at.db.updateTable('workspace').set({ epoch: newEpoch() }).execute()
    await openFence(at)
  })
  return { place: to.place, manifest: archive.manifest }
}

/** A new epoch for a database that was taken back in time by other means: a copied file, a restored dump (C15). */
export async function renewEpoch(target: Address): Promise<string> {
  await using there = await openHouse(target, { exists: true })
  await there.assertUnserved()
  await there.write(async ({ db }) => {
    const fence = await readFence(db)
    if (fence) throw new Refusal(`${there.place} cannot be changed: ${reasonOfFence(fence)}.`)
    if (!(await workspaceOf(db))) throw new Refusal(`There is no workspace in ${there.place}.`)
    await db.updateTable('workspace').set({ epoch: newEpoch() }).execute()
  })
  return there.place
}
