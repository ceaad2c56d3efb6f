import { ChatError } from '@parley/protocol'
import { sql } from 'kysely'
import { prepared } from './prepared.ts'
import type { Tx, View } from './tx.ts'

// Update, then read: SQLite answers `returning` through a temporary table, whose making costs ten times the update itself.
const ticked = prepared<{ id: string; by: number }, unknown>((db, p) =>
  db
    .updateTable('scopes')
    .set((eb) => ({ clock: eb('clock', '+', p('by')) }))
    .where('id', '=', p('id'))
    .compile(),
)

const advanced = prepared<{ id: string }, unknown>((db, p) =>
  db
    .updateTable('scopes')
    .set((eb) => ({ clock: eb('clock', '+', 1), last_seq: eb('last_seq', '+', 1) }))
    .where('id', '=', p('id'))
    .compile(),
)

const standsAt = prepared<{ id: string }, { clock: number; last_seq: number }>((db, p) =>
  db.selectFrom('scopes').select(['clock', 'last_seq']).where('id', '=', p('id')).compile(),
)

/** Locks the scopes that a write will tick, before it reads anything that decides. */
export const lock = (tx: Tx, ...ids: string[]): Promise<void> => tx.dialect.lockScopes(tx.db, [...new Set(ids)].sort())

/** Moves a scope's clock by `by` and answers the clock reached: one rev for each row that changed. */
export async function tick(tx: Tx, scopeId: string, by = 1): Promise<number> {
  await ticked(tx.db, { id: scopeId, by })
  const [row] = await standsAt(tx.db, { id: scopeId })
  if (!row) throw new ChatError('not_found', 'No such scope')
  return row.clock
}

/** Moves a channel's clock and its count of messages by one, and answers both: the place of a new message. */
export async function advance(tx: Tx, channelId: string): Promise<{ clock: number; last_seq: number } | undefined> {
  await advanced(tx.db, { id: channelId })
  return (await standsAt(tx.db, { id: channelId }))[0]
}

export const openScope = (tx: Tx, id: string): Promise<unknown> => tx.db.insertInto('scopes').values({ id, clock: 0, last_seq: 0 }).execute()

export async function clockOf(view: View, scopeId: string): Promise<{ clock: number; lastSeq: number }> {
  const row = await view.db.selectFrom('scopes').select(['clock', 'last_seq as lastSeq']).where('id', '=', scopeId).executeTakeFirst()
  return row ?? { clock: 0, lastSeq: 0 }
}

/** The clocks of many scopes in one query, whatever their number. */
export async function clocksOf(view: View, scopeIds: readonly string[]): Promise<Map<string, number>> {
  const clocks = new Map<string, number>()
  for (let from = 0; from < scopeIds.length; from += 500) {
    const ids = scopeIds.slice(from, from + 500)
    const rows = await view.db.selectFrom('scopes').select(['id', 'clock']).where('id', 'in', ids).execute()
    for (const row of rows) clocks.set(row.id, row.clock)
  }
  return clocks
}

/** Counts rows as a number in both dialects. */
export const count = sql<number>`cast(count(*) as integer)`
