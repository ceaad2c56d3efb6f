import { sql } from 'kysely'
import type { Columns, DialectParts } from '../dialect.ts'
import { prepared } from '../prepared.ts'
import { scopesOf } from '../scopes.ts'
import { put } from './put.ts'

/** Each word quoted, so that nothing in it is an operator of FTS5; the last one is a prefix. */
const matchExpression = (words: readonly string[]): string =>
  words.map((word, at) => `"${word.replaceAll('"', '""')}"${at === words.length - 1 ? '*' : ''}`).join(' ')

// One statement, however many: after each statement FTS5 writes what it holds to its tables. In the order of its numbers, or it would do the same in between.
const indexed = prepared<{ ids: string }, unknown>((db, p, dialect) =>
  sql`insert into message_words (rowid, content)
    select m.n, m.content from ${dialect.rows<{ id: string }>({ id: 'text' }, p('ids'))} join messages m on m.id = r.id order by m.n`
    .$castTo<unknown>()
    .compile(db),
)

/** What only SQLite does: FTS5 without a copy of the text, and one writer at a time instead of row locks. */
export const sqliteParts: DialectParts = {
  serial: sql`integer`,
  text: 'text',
  rows<Row>(columns: Columns<Row>, json: string) {
    const fields = Object.keys(columns).map((name) => sql`value ->> ${sql.lit(name)} as ${sql.ref(name)}`)
    return sql<Row>`(select ${sql.join(fields)} from json_each(${json}))`.as('r')
  },
  put,
  async createOwn(db) {
    await sql`create virtual table message_words using fts5(content, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2')`.execute(db)
  },
  async indexWords(tx, entries) {
    if (entries.length > 0) await indexed(tx, { ids: JSON.stringify(entries.map(({ id }) => ({ id }))) })
  },
  async forgetWords(db, n) {
    await sql`delete from message_words where rowid = ${n}`.execute(db)
  },
  async search(db, { words, channelIds, beforeN, limit }) {
    const found = await sql<{ n: number }>`
      select m.n from message_words w join messages m on m.n = w.rowid
      where message_words match ${matchExpression(words)}
        and w.rowid < ${beforeN ?? Number.MAX_SAFE_INTEGER}
        and m.deleted_at is null
        and (m.channel_id in (select value from json_each(${JSON.stringify(channelIds)}))
          or (select parent_channel_id from channels c where c.id = m.channel_id) in (select value from json_each(${JSON.stringify(channelIds)})))
      order by w.rowid desc limit ${limit}`.execute(db)
    return found.rows.map((row) => row.n)
  },
  // `begin immediate` is the one lock there is.
  lockScopes: async (tx, ids) => [...(await scopesOf(tx, ids)).values()],
  async lockAllScopes() {},
  // One process a data folder: there are no others.
  async barWriters() {},
  async admitWriters() {},
  async clear(db, tables) {
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(db)
    await sql`insert into message_words (message_words) values ('delete-all')`.execute(db)
  },
  async settle() {},
  async lockRows() {},
}
