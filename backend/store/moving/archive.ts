import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type PartName, partNames } from '../parts.ts'
import { Refusal } from './house.ts'
import { checksumOf, readLines, writeLines } from './lines.ts'
import { type ArchivedPart, MANIFEST, type Manifest, readManifest } from './manifest.ts'
import type { RowSource } from './rows.ts'
import type { Told } from './told.ts'

const fileOf = (name: PartName): string => `${name}.jsonl.gz`

/** Writes the rows of a source into a folder, a file a table, and the manifest last. */
export async function writeArchive(folder: string, source: RowSource, about: Omit<Manifest, 'parts'>, told: Told): Promise<Manifest> {
  const written: Partial<Record<PartName, ArchivedPart>> = {}
  for (const name of partNames) {
    const file = fileOf(name)
    const rows = await writeLines(join(folder, file), counted(name, source, told))
    written[name] = { file, rows, ...(await checksumOf(join(folder, file))) }
  }
  const manifest = { ...about, parts: written as Manifest['parts'] }
  await writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return manifest
}

/** The rows of a backup, as they were when its checksums were compared. */
export class Archive implements RowSource {
  readonly folder: string
  readonly manifest: Manifest

  private constructor(folder: string, manifest: Manifest) {
    this.folder = folder
    this.manifest = manifest
  }

  static async open(folder: string): Promise<Archive> {
    if (!existsSync(join(folder, MANIFEST))) throw new Refusal(`${folder} is no backup: there is no ${MANIFEST} in it.`)
    return new Archive(folder, readManifest(await readFile(join(folder, MANIFEST), 'utf8')))
  }

  /** Reads every file to its end; throws in words at the first that is not what the manifest says. */
  async check(told: Told): Promise<void> {
    for (const name of partNames) {
      const { file, rows, sha256, bytes } = this.manifest.parts[name]
      const path = join(this.folder, file)
      if (!existsSync(path)) throw new Refusal(`The backup in ${this.folder} is not whole: ${file} is missing.`)
      const found = await checksumOf(path)
      if (found.bytes !== bytes || found.sha256 !== sha256) throw new Refusal(`The backup in ${this.folder} is damaged: ${file} is not what was written.`)
      const read = await this.#rowsIn(name, told)
      if (read !== rows) throw new Refusal(`The backup in ${this.folder} is damaged: ${file} holds ${read} rows, and ${MANIFEST} says ${rows}.`)
    }
  }

  count = async (name: PartName): Promise<number> => this.manifest.parts[name].rows
  pages = (name: PartName) => readLines(join(this.folder, this.manifest.parts[name].file), name)

  async #rowsIn(name: PartName, told: Told): Promise<number> {
    let rows = 0
    try {
      for await (const page of this.pages(name)) {
        rows += page.length
        told.done(name, page.length)
      }
    } catch (failure) {
      throw new Refusal(`The backup in ${this.folder} is damaged: ${this.manifest.parts[name].file} cannot be read (${(failure as Error).message}).`)
    }
    return rows
  }
}

async function* counted(name: PartName, source: RowSource, told: Told) {
  for await (const page of source.pages(name)) {
    yield page
    told.done(name, page.length)
  }
}
