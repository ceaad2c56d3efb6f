import { ChatError } from '@parley/protocol'
import { sql } from 'kysely'
import type { At } from './dialect.ts'
import { prepared, present } from './prepared.ts'
import type { ScopesTable } from './tables.ts'
import type { Tx, View } from './tx.ts'

const ticked = prepared<{ id: string; by: number }, { clock: number }>((db, p) =>
  db
    .updateTable('scopes')
    .set((eb) => ({ clock: eb('clock', '+', p('by')) }))
    .where('id', '=', p('id'))
    .returning('clock')
    .compile(),
)

/** Locks the scopes that a write will tick, before it reads anything that decides; answers where they stand. */
export const lock = (tx: Tx, ...ids: string[]): Promise<ScopesTable[]> => tx.dialect.lockScopes(tx, [...new Set(ids)].sort())

/** Moves a scope's clock by `by` and answers the clock reached: one rev for each row that changed. */
export async function tick(tx: Tx, scopeId: string, by = 1): Promise<number> {
  const [row] = await ticked(tx, { id: scopeId, by })
  if (!row) throw new ChatError('not_found', 'No such scope')
  return row.clock
}

/** A new scope. `clock` counts the rows that it begins with. */
export const openScope = (tx: Tx, id: string, clock = 0): Promise<unknown> => tx.db.insertInto('scopes').values({ id, clock, last_seq: 0 }).execute()

export async function clockOf(view: View, scopeId: string): Promise<{ clock: number; lastSeq: number }> {
  const row = await view.db.selectFrom('scopes').select(['clock', 'last_seq as lastSeq']).where('id', '=', scopeId).executeTakeFirst()
  return row ?? { clock: 0, lastSeq: 0 }
}

const stands = prepared<{ ids: string }, ScopesTable>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('ids')))
    .leftJoin('scopes as s', 's.id', 'r.id')
    .selectAll('s')
    .$castTo<ScopesTable>()
    .compile(),
)

/** Where many scopes stand, in one query, whatever their number. */
export async function scopesOf(at: At, ids: readonly string[]): Promise<Map<string, ScopesTable>> {
  const rows = present(await stands(at, { ids: JSON.stringify(ids.map((id) => ({ id }))) }), 'id')
  return new Map(rows.map((row) => [row.id, row]))
}

/** Counts rows as a number in both dialects. */
export const count = sql<number>`cast(count(*) as integer)`
