import type { Entry } from '@parley/client'
import { dayOf } from './time.ts'

/** What the timeline draws, in order: a day, the line above what is new, a message. */
export type Row = { is: 'day'; key: string; at: number } | { is: 'new'; key: string } | { is: 'message'; key: string; entry: Entry; first: boolean }

const GROUP_MS = 5 * 60_000

/**
 * Rows of these entries. `newFrom` is the number of the first unread message, if any; a group ends at a line, a pause or another author. `above` is the
 * entry before them, known and not in the page: without it the first row would change its height under the eye when that one comes.
 */
export function rowsOf(entries: readonly Entry[], newFrom: number | null, above?: Entry): Row[] {
  const rows: Row[] = []
  let before = above
  for (const entry of entries) {
    const newDay = !before || dayOf(before.createdAt) !== dayOf(entry.createdAt)
    const startsNew = newFrom !== null && isNew(entry, newFrom) && (before ? !isNew(before, newFrom) : entry.seq === newFrom)
    if (newDay) rows.push({ is: 'day', key: `day-${entry.id}`, at: entry.createdAt })
    if (startsNew) rows.push({ is: 'new', key: 'new' })
    rows.push({ is: 'message', key: entry.id, entry, first: newDay || startsNew || !sameGroup(before, entry) })
    before = entry
  }
  return rows
}

/** Rows that are drawn again together. */
export interface RowGroup {
  key: number
  rows: Row[]
}

const GROUP_ROWS = 16

/** The rows in groups that keep their bounds while rows come and go at either end. What is being sent stands where it will most likely stay. */
export function groupsOf(rows: readonly Row[]): RowGroup[] {
  const groups: RowGroup[] = []
  let next = 0
  let waiting: Row[] = []
  for (const row of rows) {
    waiting.push(row)
    if (row.is !== 'message') continue
    next = row.entry.sending ? next + 1 : row.entry.seq
    const key = Math.floor(next / GROUP_ROWS)
    const group = groups.at(-1)
    if (group?.key === key) group.rows.push(...waiting)
    else groups.push({ key, rows: waiting })
    waiting = []
  }
  return groups
}

const isNew = (entry: Entry, newFrom: number): boolean => !entry.sending && entry.seq >= newFrom

function sameGroup(before: Entry | undefined, entry: Entry): boolean {
  return before !== undefined && before.authorId === entry.authorId && entry.createdAt - before.createdAt < GROUP_MS && !before.deleted
}
