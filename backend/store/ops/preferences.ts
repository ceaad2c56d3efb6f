import { isDeepStrictEqual } from 'node:util'
import type { Command, DurableEvent, Preferences } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { usual } from '../../models/preferences.ts'
import { lock, tick } from '../scopes.ts'
import type { PreferencesTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'
import { tellQuiet } from './people.ts'

type Row = Selectable<PreferencesTable>

/** What counts for somebody: what they chose, and what is usual. */
export const chosen = (settings: string | null): typeof usual => ({ ...usual, ...(settings !== null && JSON.parse(settings)) })

export const toPreferences = (row: Row | undefined): Preferences => ({ ...chosen(row?.settings ?? null), rev: row?.urev ?? 0 })

const rowOf = (view: View, userId: string): Promise<Row | undefined> =>
  view.db.selectFrom('preferences').selectAll().where('user_id', '=', userId).executeTakeFirst()

export const get = async (view: View, { userId }: { userId: string }): Promise<Preferences> => toPreferences(await rowOf(view, userId))

const workspaceOf = async (tx: Tx): Promise<string> => (await tx.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()).id

/** Only what was chosen is kept: what is usual may change with a later version. */
export async function update(tx: Tx, { userId, changes }: { userId: string; changes: Command<'preferences.update'> }): Promise<Preferences> {
  const others = changes.quiet !== undefined || changes.timeZone !== undefined ? await workspaceOf(tx) : null
  await lock(tx, userId, ...(others === null ? [] : [others]))
  const row = await rowOf(tx, userId)
  const before = toPreferences(row)
  const chosen = { ...(row && JSON.parse(row.settings)), ...changes }
  if (isDeepStrictEqual({ ...before, ...changes }, before)) return before
  const { notify, keywords }: Preferences = toPreferences({ user_id: userId, settings: JSON.stringify(chosen), wide: 0, urev: 0 })
  const wide = notify === 'all' || keywords.length > 0 ? (1 as const) : (0 as const)
  const next = { user_id: userId, settings: JSON.stringify(chosen), wide, urev: await tick(tx, userId) }
  await tx.db
    .insertInto('preferences')
    .values(next)
    .onConflict((c) => c.column('user_id').doUpdateSet({ settings: next.settings, wide, urev: next.urev }))
    .execute()
  const preferences = toPreferences(next)
  tx.changes.push({ to: 'user', userId, event: { type: 'preferences.changed', rev: next.urev, preferences } })
  if (others !== null) await tellQuiet(tx, others, userId, preferences)
  return preferences
}

/** The row, if it changed since a clock of its owner's scope. */
export async function preferencesSince(view: View, { userId, since }: { userId: string; since: number }): Promise<DurableEvent[]> {
  const row = await rowOf(view, userId)
  if (!row || row.urev <= since) return []
  return [{ type: 'preferences.changed', rev: row.urev, preferences: toPreferences(row) }]
}
