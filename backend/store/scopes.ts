import { ChatError } from '@parley/protocol'
import { sql } from 'kysely'
import type { At } from './dialect.ts'
import { prepared } from './prepared.ts'
import type { ScopesTable } from './tables.ts'
import type { Tx, View } from './tx.ts'

// Update, then read: SQLite answers `returning` through a temporary table, whose making costs ten times the update itself.
const ticked = prepared<{ id: string; by: number }, unknown>((db, p) =>
  db
    .updateTable('scopes')
    .set((eb) => ({ clock: eb('clock', '+', p('by')) }))
    .where('id', '=', p('id'))
    .compile(),
)

const standsAt = prepared<{ id: string }, { clock: number }>((db, p) => db.selectFrom('scopes').select('clock').where('id', '=', p('id')).compile())

/** Locks the scopes that a write will tick, before it reads anything that decides; answers where they stand. */
export const lock = (tx: Tx, ...ids: string[]): Promise<ScopesTable[]> => tx.dialect.lockScopes(tx, [...new Set(ids)].sort())

/** Moves a scope's clock by `by` and answers the clock reached: one rev for each row that changed. */
export async function tick(tx: Tx, scopeId: string, by = 1): Promise<number> {
  await ticked(tx, { id: scopeId, by })
  const [row] = await standsAt(tx, { id: scopeId })
  if (!row) throw new ChatError('not_found', 'No such scope')
  return row.clock
}

export const openScope = (tx: Tx, id: string): Promise<unknown> => tx.db.insertInto('scopes').values({ id, clock: 0, last_seq: 0 }).execute()

export async function clockOf(view: View, scopeId: string): Promise<{ clock: number; lastSeq: number }> {
  const row = await view.db.selectFrom('scopes').select(['clock', 'last_seq as lastSeq']).where('id', '=', scopeId).executeTakeFirst()
  return row ?? { clock: 0, lastSeq: 0 }
}

const stands = prepared<{ ids: string }, ScopesTable>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('ids')))
    .innerJoin('scopes as s', 's.id', 'r.id')
    .selectAll('s')
    .compile(),
)

/** Where many scopes stand, in one query, whatever their number. */
export async function scopesOf(at: At, ids: readonly string[]): Promise<Map<string, ScopesTable>> {
  const rows = await stands(at, { ids: JSON.stringify(ids.map((id) => ({ id }))) })
  return new Map(rows.map((row) => [row.id, row]))
}

/** Counts rows as a number in both dialects. */
export const count = sql<number>`cast(count(*) as integer)`
