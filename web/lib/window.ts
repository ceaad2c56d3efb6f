import type { Entry } from '@parley/client'

/** The part of the loaded messages that stands in the page: from one number to another, or to the end and what is being sent. */
export interface Span {
  first: number
  last: number | null
}

const OPEN_ROWS = 60
const STEP_ROWS = 40
export const MOST_ROWS = 200

const settled = (entries: readonly Entry[]): readonly Entry[] => {
  const pending = entries.findIndex((entry) => entry.sending)
  return pending < 0 ? entries : entries.slice(0, pending)
}
const seqAt = (rows: readonly Entry[], index: number): number => rows[Math.min(Math.max(index, 0), rows.length - 1)]?.seq ?? 0

export function within(entries: readonly Entry[], span: Span): Entry[] {
  return entries.filter((entry) => (entry.sending ? span.last === null : entry.seq >= span.first && (span.last === null || entry.seq <= span.last)))
}

/** The newest rows, following what arrives. */
export function newest(entries: readonly Entry[]): Span {
  const rows = settled(entries)
  return { first: rows.length <= OPEN_ROWS ? -Infinity : seqAt(rows, rows.length - OPEN_ROWS), last: null }
}

/** Rows on both sides of a number. */
export function around(entries: readonly Entry[], seq: number, atEnd: boolean): Span {
  const rows = settled(entries)
  const found = rows.findIndex((entry) => entry.seq >= seq)
  const middle = found < 0 ? rows.length - 1 : found
  const last = middle + OPEN_ROWS / 2
  return { first: seqAt(rows, middle - OPEN_ROWS / 2), last: last >= rows.length - 1 && atEnd ? null : seqAt(rows, last) }
}

/** One step back in time; what falls too far below leaves the page. */
export function older(entries: readonly Entry[], span: Span): Span {
  const rows = settled(entries)
  const start = rows.findIndex((entry) => entry.seq >= span.first)
  if (start <= 0) return span
  const first = Math.max(0, start - STEP_ROWS)
  const lastKept = first + MOST_ROWS - 1
  const last = lastKept < rows.length - 1 ? Math.min(seqAt(rows, lastKept), span.last ?? Infinity) : span.last
  return { first: seqAt(rows, first), last }
}

/** One step towards now; what falls too far above leaves the page. */
export function newer(entries: readonly Entry[], span: Span, atEnd: boolean): Span {
  if (span.last === null) return span
  const rows = settled(entries)
  const limit = span.last
  const end = rows.findLastIndex((entry) => entry.seq <= limit)
  const last = Math.min(rows.length - 1, end + STEP_ROWS)
  const first = Math.max(span.first, seqAt(rows, last - MOST_ROWS + 1))
  return { first, last: last === rows.length - 1 && atEnd ? null : seqAt(rows, last) }
}

/** Keeps the page bounded while messages arrive: at the bottom the oldest leave; further up the newest wait below. */
export function bounded(entries: readonly Entry[], span: Span, atBottom: boolean): Span {
  const shown = settled(within(entries, span))
  if (shown.length <= MOST_ROWS) return span
  if (atBottom) return { ...span, first: seqAt(shown, shown.length - MOST_ROWS + STEP_ROWS) }
  return { ...span, last: seqAt(shown, MOST_ROWS - 1) }
}

export const hasOlder = (entries: readonly Entry[], span: Span): boolean => (settled(entries)[0]?.seq ?? Infinity) < span.first
