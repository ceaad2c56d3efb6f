import { CompiledQuery } from 'kysely'
import type { At, Target } from '../dialect.ts'
import { together } from '../together.ts'

/** Rows to a statement: values that are bound one by one cost half of what SQLite pays to find them in JSON, and a statement costs as much as a row. */
const SIZES = [32, 8, 1] as const
const sentences = new WeakMap<object, Map<number, string>>()

/** Puts rows into a table, some to a statement. All are asked at once: what is asked after this finds every row. */
export async function put<Row>({ db }: At, into: Target<Row>, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(into.columns) as (keyof Row & string)[]
  const asked: Promise<unknown>[] = []
  for (let from = 0, size: number; from < rows.length; from += size) {
    size = SIZES.find((each) => each <= rows.length - from) ?? 1
    const parameters = rows.slice(from, from + size).flatMap((row) => names.map((name) => row[name]))
    asked.push(db.executeQuery(CompiledQuery.raw(sentenceOf(into, names, size), parameters)))
  }
  await together(asked)
}

function sentenceOf(into: Target<never>, names: readonly string[], rows: number): string {
  const kept = sentences.get(into) ?? new Map<number, string>()
  sentences.set(into, kept)
  const known = kept.get(rows)
  if (known !== undefined) return known
  const row = `(${names.map(() => '?').join(', ')})`
  const sentence = `insert into "${into.table}" (${names.map((name) => `"${name}"`).join(', ')}) values ${Array.from({ length: rows }, () => row).join(', ')}`
  kept.set(rows, sentence)
  return sentence
}
