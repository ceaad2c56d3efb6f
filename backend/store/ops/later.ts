import { ChatError, type DurableEvent, type Later, LIMITS } from '@parley/protocol'
import { toDraft, toReminder, toSaved, toSchedule } from '../later-rows.ts'
import { count } from '../scopes.ts'
import { together } from '../together.ts'
import type { Tx, View } from '../tx.ts'

type Kept = 'schedules' | 'reminders' | 'saved' | 'drafts'

/** Tells a row to its owner. */
export function tell<Row extends Later>(tx: Tx, userId: string, later: Row): Row {
  tx.changes.push({ to: 'user', userId, event: { type: 'later.changed', rev: later.rev, later } })
  return later
}

/** One more of these is not too many. */
export async function assertRoom(view: View, table: Kept, userId: string): Promise<void> {
  const rows = view.db.selectFrom(table).select(count.as('count')).where('user_id', '=', userId)
  const open = table === 'drafts' ? rows.where('content', '!=', '') : rows.where('state', 'in', table === 'saved' ? ['todo', 'done'] : ['waiting', 'refused'])
  const { count: kept } = await open.executeTakeFirstOrThrow()
  if (kept >= LIMITS[table]) throw new ChatError('invalid', `That would be more than ${LIMITS[table]}; let go of some first`)
}

/** What changed of one's own since a clock, of each kind at most `limit`. */
export async function laterSince(view: View, { userId, since, limit }: { userId: string; since: number; limit: number }): Promise<DurableEvent[]> {
  const changed = <T extends Kept>(table: T) =>
    view.db
      .selectFrom(table as Kept)
      .selectAll()
      .where('user_id', '=', userId)
      .where('urev', '>', since)
      .orderBy('urev')
      .limit(limit)
      .execute() as Promise<never[]>
  const [schedules, reminders, saved, drafts] = await together([changed('schedules'), changed('reminders'), changed('saved'), changed('drafts')])
  const rows: Later[] = [...schedules.map(toSchedule), ...reminders.map(toReminder), ...saved.map(toSaved), ...drafts.map(toDraft)]
  return rows.map((later) => ({ type: 'later.changed', rev: later.rev, later }))
}

/** A device that was away so long does not hear that a draft was emptied. */
const EMPTIED_MS = 30 * 86_400_000

interface Asked {
  userId: string
  type: Later['type']
  done: boolean
  cursor: string | undefined
  limit: number
}

/** What is open of one kind. What has a time comes by it, the soonest first; the others by their last change, the newest first. */
export async function list(view: View, asked: Asked): Promise<{ rows: Later[]; cursor: string | null }> {
  const rows = await pages[asked.type](view, { ...asked, from: Number(asked.cursor ?? 0) || 0 })
  const shown = rows.slice(0, asked.limit)
  return { rows: shown, cursor: rows.length > asked.limit ? String((Number(asked.cursor ?? 0) || 0) + shown.length) : null }
}

type Page = (view: View, asked: Asked & { from: number }) => Promise<Later[]>

/** Bounded by what a person may keep, so a page is counted from the first. */
const pages: Record<Later['type'], Page> = {
  schedule: async ({ db }, { userId, from, limit }) =>
    (
      await db
        .selectFrom('schedules')
        .selectAll()
        .where('user_id', '=', userId)
        .where('state', 'in', ['waiting', 'refused'])
        .orderBy('at')
        .orderBy('id')
        .offset(from)
        .limit(limit + 1)
        .execute()
    ).map(toSchedule),
  reminder: async ({ db }, { userId, from, limit }) =>
    (
      await db
        .selectFrom('reminders')
        .selectAll()
        .where('user_id', '=', userId)
        .where('state', 'in', ['waiting', 'fired'])
        .orderBy('at')
        .orderBy('id')
        .offset(from)
        .limit(limit + 1)
        .execute()
    ).map(toReminder),
  saved: async ({ db }, { userId, from, limit, done }) =>
    (
      await db
        .selectFrom('saved')
        .selectAll()
        .where('user_id', '=', userId)
        .where('state', '=', done ? 'done' : 'todo')
        .orderBy('urev', 'desc')
        .offset(from)
        .limit(limit + 1)
        .execute()
    ).map(toSaved),
  draft: async ({ db, now }, { userId, from, limit }) =>
    (
      await db
        .selectFrom('drafts')
        .selectAll()
        .where('user_id', '=', userId)
        .where((eb) => eb.or([eb('content', '!=', ''), eb('edited_at', '>', now - EMPTIED_MS)]))
        .orderBy('urev', 'desc')
        .offset(from)
        .limit(limit + 1)
        .execute()
    ).map(toDraft),
}
