import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { type PartName, parts } from './parts.ts'
import type { Row } from './rows.ts'

const PAGE_ROWS = 1_000

/** Writes rows as lines of JSON, packed, and leaves when the disk has them; answers how many they were. */
export async function writeLines(file: string, pages: AsyncIterable<readonly Row[]>): Promise<number> {
  let rows = 0
  async function* texts(): AsyncIterable<string> {
    for await (const page of pages) {
      rows += page.length
      yield page.map((row) => `${JSON.stringify(row)}\n`).join('')
    }
  }
  await pipeline(Readable.from(texts()), createGzip({ level: 4 }), createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }))
  return rows
}

/** Reads the rows of a file, and holds each against the columns of its table. */
export async function* readLines(file: string, name: PartName): AsyncIterable<readonly Row[]> {
  const packed = createReadStream(file)
  const unpacked = createGunzip()
  packed.on('error', (failure) => unpacked.destroy(failure))
  let page: Row[] = []
  for await (const line of createInterface({ input: packed.pipe(unpacked), crlfDelay: Number.POSITIVE_INFINITY })) {
    page.push(rowIn(line, name))
    if (page.length < PAGE_ROWS) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

export async function checksumOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of createReadStream(file)) {
    hash.update(chunk)
    bytes += chunk.length
  }
  return { sha256: hash.digest('hex'), bytes }
}

/** A folder is on the disk when its list of names is. */
export async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder)
  await handle.sync()
}

function rowIn(line: string, name: PartName): Row {
  const row = JSON.parse(line) as Row
  const columns = Object.entries(parts[name].columns)
  const fits = columns.length === Object.keys(row).length && columns.every(([column, type]) => isOf(type, row[column]))
  if (!fits) throw new Error(`A row of ${name} has other columns`)
  return row
}

const isOf = (type: 'text' | 'bigint', value: unknown): boolean => value === null || (type === 'text' ? typeof value === 'string' : Number.isSafeInteger(value))
