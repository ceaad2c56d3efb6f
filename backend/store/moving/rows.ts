import { type Kysely, sql } from 'kysely'
import type { At, Target } from '../dialect.ts'
import { type PartName, partNames, parts } from '../parts.ts'
import { count } from '../scopes.ts'
import type { Tables } from '../tables.ts'
import { together } from '../together.ts'

/** A row by its columns, in their order: texts, whole numbers and nulls, the same from either database and from a backup. */
export type Row = Readonly<Record<string, string | number | null>>

/** A workspace as rows, table by table, each in the order of its key. */
export interface RowSource {
  count(name: PartName): Promise<number>
  pages(name: PartName): AsyncIterable<readonly Row[]>
}

/** Bounds what is held in memory: a message has at most 16,000 characters. */
const PAGE_ROWS = 1_000

const columnsOf = (name: PartName): string[] => Object.keys(parts[name].columns)
const listed = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)))

/** The rows that one transaction sees. */
export function rowsOf(db: Kysely<Tables>): RowSource {
  return {
    count: async (name) => (await db.selectFrom(name).select(count.as('rows')).executeTakeFirstOrThrow()).rows,
    pages: (name) => pagesOf(db, name),
  }
}

async function* pagesOf(db: Kysely<Tables>, name: PartName): AsyncIterable<readonly Row[]> {
  const { key } = parts[name]
  let last: Row | undefined
  do {
    const after = last ? sql`where (${listed(key)}) > (${sql.join(key.map((column) => last?.[column]))})` : sql``
    const { rows } = await sql<Row>`select ${listed(columnsOf(name))} from ${sql.table(name)} ${after} order by ${listed(key)} limit ${PAGE_ROWS}`.execute(db)
    if (rows.length > 0) yield rows
    last = rows.length < PAGE_ROWS ? undefined : rows.at(-1)
  } while (last)
}

const targets = Object.fromEntries(partNames.map((name) => [name, { table: name, columns: parts[name].columns }])) as Record<PartName, Target<Row>>

/** Puts rows into an empty table, and the words of messages into the index. */
export async function putRows(at: At, name: PartName, rows: readonly Row[]): Promise<void> {
  await together([at.dialect.put(at, targets[name], rows), name === 'messages' && at.dialect.indexWords(at, rows.flatMap(wordsOf))])
}

/** What was deleted is not found. */
const wordsOf = ({ id, content, deleted_at }: Row) => (deleted_at === null ? [{ id: String(id), content: String(content) }] : [])
