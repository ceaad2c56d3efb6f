import { isDeepStrictEqual } from 'node:util'
import { type PartName, partNames, parts } from '../parts.ts'
import type { Row, RowSource } from './rows.ts'
import { type Counts, type Told, totalOf } from './told.ts'

/** Two workspaces that should be the same are not. */
export class Difference extends Error {
  override name = 'Difference'
}

/** Reads both in the order of their keys and compares each row with each other; throws at the first that differs. */
export async function compare(one: RowSource, other: RowSource, counts: Counts, told: Told): Promise<void> {
  told.begin('comparing', totalOf(counts))
  for (const name of partNames) await comparePart(name, one, other, told)
  told.end()
}

async function comparePart(name: PartName, one: RowSource, other: RowSource, told: Told): Promise<void> {
  const rows = eachOf(other.pages(name))
  for await (const page of one.pages(name)) {
    for (const row of page) {
      const { value } = await rows.next()
      if (!isDeepStrictEqual(row, value)) throw new Difference(said(name, row, value || undefined))
    }
    told.done(name, page.length)
  }
  const { value: more } = await rows.next()
  if (more) throw new Difference(said(name, undefined, more))
}

async function* eachOf(pages: AsyncIterable<readonly Row[]>): AsyncGenerator<Row, undefined> {
  for await (const page of pages) yield* page
  return undefined
}

/** Which row differs and where, without the words that stand there. */
function said(name: PartName, row: Row | undefined, other: Row | undefined): string {
  const of = (each: Row) => `${name} ${parts[name].key.map((column) => each[column]).join(' ')}`
  if (row && other && of(row) === of(other)) {
    const columns = Object.keys(row).filter((column) => row[column] !== other[column])
    return `The row ${of(row)} differs in ${columns.join(', ')}`
  }
  return `The row ${row ? `${of(row)} was expected, and ` : ''}${other ? `${of(other)} is there` : 'nothing is there'}`
}
