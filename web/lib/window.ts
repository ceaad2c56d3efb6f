import type { Entry } from '@parley/client'

/** The part of the loaded messages that stands in the page: from one number to another, or to the end and what is being sent. */
export interface Span {
  first: number
  last: number | null
}

/** Enough for one look, and for the server, which does not know how high the window is; more come once these are painted. */
const OPEN_ROWS = 32
const ROW_PX = 44
const lookful = (): number => (typeof innerHeight === 'number' ? Math.ceil(innerHeight / ROW_PX) : OPEN_ROWS)
/** In one step: many where the edge is near, and else so few that nothing waits for them. */
const STEP_ROWS = { hurried: 20, calm: 8 }
type Pace = keyof typeof STEP_ROWS
const MOST_ROWS = 200
/** Many arrive at once after an absence: these are never drawn at all. */
const OVERFLOWING_ROWS = 2 * MOST_ROWS
/** Each change lays all of them out. */
export const MANY_ROWS = 90
/** At once: so that hardly any frame has to, and not for a handful. */
const LEAVING_ROWS = { least: 8, most: 24 }

const settled = (entries: readonly Entry[]): readonly Entry[] => {
  const pending = entries.findIndex((entry) => entry.sending)
  return pending < 0 ? entries : entries.slice(0, pending)
}
const seqAt = (rows: readonly Entry[], index: number): number => rows[Math.min(Math.max(index, 0), rows.length - 1)]?.seq ?? 0

export function within(entries: readonly Entry[], span: Span): Entry[] {
  return entries.filter((entry) => (entry.sending ? span.last === null : entry.seq >= span.first && (span.last === null || entry.seq <= span.last)))
}

/** The entry before these, where there is one. */
export function before(entries: readonly Entry[], [first]: readonly Entry[]): Entry | undefined {
  return first && entries[entries.indexOf(first) - 1]
}

/** The newest rows, following what arrives; with `least` of them even where fewer would do. */
export function newest(entries: readonly Entry[], least = 0): Span {
  const rows = settled(entries)
  const open = Math.max(lookful(), least)
  return { first: rows.length <= open ? -Infinity : seqAt(rows, rows.length - open), last: null }
}

/** Rows on both sides of a number. */
export function around(entries: readonly Entry[], seq: number, atEnd: boolean): Span {
  const rows = settled(entries)
  const found = rows.findIndex((entry) => entry.seq >= seq)
  const middle = found < 0 ? rows.length - 1 : found
  const last = middle + OPEN_ROWS / 2
  return { first: seqAt(rows, middle - OPEN_ROWS / 2), last: last >= rows.length - 1 && atEnd ? null : seqAt(rows, last) }
}

/** One step back in time. */
export function older(entries: readonly Entry[], span: Span, pace: Pace): Span {
  const rows = settled(entries)
  const start = rows.findIndex((entry) => entry.seq >= span.first)
  return start <= 0 ? span : { ...span, first: seqAt(rows, start - STEP_ROWS[pace]) }
}

/** One step towards now. */
export function newer(entries: readonly Entry[], span: Span, atEnd: boolean, pace: Pace): Span {
  if (span.last === null) return span
  const rows = settled(entries)
  const limit = span.last
  const end = rows.findLastIndex((entry) => entry.seq <= limit)
  const last = Math.min(rows.length - 1, end + STEP_ROWS[pace])
  return { ...span, last: last === rows.length - 1 && atEnd ? null : seqAt(rows, last) }
}

/** The end of the list that is further from the eye, and how many rows there nobody would miss. */
export interface Leave {
  from: 'top' | 'bottom'
  rows: number
}

/** Keeps the page bounded: rows that stand too far away leave it. */
export function bounded(entries: readonly Entry[], span: Span, leave: Leave): Span {
  const shown = settled(within(entries, span))
  if (shown.length <= MANY_ROWS || leave.rows < LEAVING_ROWS.least) return span
  const leaving = Math.min(leave.rows, LEAVING_ROWS.most)
  if (leave.from === 'top') return { ...span, first: seqAt(shown, leaving) }
  return { ...span, last: seqAt(shown, shown.length - 1 - leaving) }
}

/** What came all at once and was never seen leaves before it is drawn. */
export function cut(entries: readonly Entry[], span: Span, atBottom: () => boolean): Span {
  const shown = settled(within(entries, span))
  if (shown.length <= OVERFLOWING_ROWS) return span
  return atBottom() ? newest(entries) : { ...span, last: seqAt(shown, MOST_ROWS - 1) }
}

export const hasOlder = (entries: readonly Entry[], span: Span): boolean => (settled(entries)[0]?.seq ?? Infinity) < span.first

/** So few older rows are at hand that the next page should be on its way. */
export const runsLow = (entries: readonly Entry[], span: Span): boolean => (settled(entries)[2 * STEP_ROWS.hurried]?.seq ?? Infinity) >= span.first
