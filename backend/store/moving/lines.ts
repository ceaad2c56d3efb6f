import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline as joined, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { type PartName, parts } from '../parts.ts'
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
  let page: Row[] = []
  for await (const line of linesIn(file)) {
    page.push(rowIn(line, name))
    if (page.length < PAGE_ROWS) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** Lines end with a line feed and nothing else: to readline a text with U+2028 in it would be two. */
async function* linesIn(file: string): AsyncIterable<string> {
  // Whichever end breaks, or is left before the last line, takes the other with it; the loop hears of it.
  const unpacked = joined(createReadStream(file), createGunzip(), () => {})
  let begun = ''
  for await (const chunk of unpacked.setEncoding('utf8')) {
    const lines = (begun + chunk).split('\n')
    begun = lines.pop() ?? ''
    yield* lines
  }
  if (begun !== '') throw new Error('its last line has no end')
}

/** What `sha256sum` says of a file, and how long it is. */
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
