import type { Entry, Timeline, TimelineView } from '@parley/client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { around, bounded, cut, hasOlder, type Leave, MANY_ROWS, newer, newest, older, runsLow, type Span, within } from '../lib/window.ts'
import { useReadable } from './use-readable.ts'
import { useTurn } from './use-turn.ts'

/** Where to stand once the rows are there. */
export type Arrival = { at: 'end' } | { at: 'new' } | { at: 'seq'; seq: number }

/** Where the list opens: the message to stand at, or the end with at least so many rows. */
export interface Start {
  start: Arrival
  seq: number | null
  least: number
}

/** Rows are loaded before the person reaches the edge. */
const EDGE_PX = 1_600
const NEAR_PX = 60
/** What stays above when rows leave below. */
const KEPT_PX = 200

/**
 * The messages that stand in the page. The list is reversed by CSS, so its bottom is scroll position 0 and what is added above
 * moves nothing; what is added or taken below is made up for by the browser's scroll anchoring, except at position 0 exactly.
 */
export function useTimelineWindow(timeline: Timeline, scroller: RefObject<HTMLElement | null>, { start, seq: startSeq, least }: Start) {
  const view = useReadable(timeline)
  const [span, setSpan] = useState(() => known(view, startSeq, least))
  const [atBottom, setAtBottom] = useState(true)
  const arrival = useRef<Arrival | null>(span && start)
  const shown = useShown(view, span)
  const following = span?.last === null && view.atEnd
  /** The list stood at its end, and the newest of its rows, when that was last looked at. */
  const end = useRef<{ near: boolean; newest: string | undefined }>({ near: true, newest: undefined })
  /** How many rows stood here when the list was last at its end with enough above: what is added there needs no look, which would lay out the page at once. */
  const calm = useRef<number | null>(null)
  const turn = useTurn()

  const stand = useStand(timeline, least, (at, next) => {
    arrival.current = at
    setSpan(next)
  })
  useOpening(stand, start, startSeq, span !== null)

  const look = useCallback(() => {
    const list = scroller.current
    if (!list || !span) return
    end.current.near = span.last === null && view.atEnd && list.scrollTop > -NEAR_PX
    setAtBottom(end.current.near)
    if (end.current.near) settle(list)
    calm.current = isCalm(list, view, span) ? shown.length : null
  }, [scroller, view, span, shown])
  const change = useCallback(() => {
    look()
    const list = scroller.current
    if (!list || !span) return
    const next = (shown.length > MANY_ROWS && fewerRows(list, view, span)) || atEdges(list, timeline, view, span)
    if (next !== span) turn.take(() => setSpan(next))
  }, [scroller, timeline, view, span, shown, look, turn])
  turn.onFree(change)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each other span is a turn
  useLayoutEffect(turn.drawn, [span, turn])
  useLayoutEffect(() => {
    const list = scroller.current
    if (!list || !span) return
    const calmly = following && !arrival.current && calm.current !== null && shown.length >= calm.current
    const [newest, arrived] = [shown.at(-1)?.id, arrival.current !== null]
    if (arrival.current) arrive(list, arrival.current)
    else if (following && !calmly && end.current.near && newest !== end.current.newest) list.scrollTop = 0
    arrival.current = null
    end.current.newest = newest
    const fitting = refit(view, span, () => calmly || list.scrollTop > -NEAR_PX)
    if (fitting !== span) return setSpan(fitting)
    if (arrived) look()
    if (!calmly || shown.length > MANY_ROWS) turn.drawn()
  }, [scroller, view, span, following, shown, look, turn])

  /** The frame of a scroll is its own: rows come and go after it. */
  const onScroll = useCallback(() => {
    look()
    turn.soon()
  }, [look, turn])

  return { view, shown, span, atBottom, onScroll, ...useWays({ timeline, scroller, following, stand, start, seq: startSeq, least }) }
}

/** Goes to a place, with the rows around it. */
function useStand(timeline: Timeline, least: number, show: (at: Arrival, span: Span) => void): Ways['stand'] {
  const latest = useRef(show)
  latest.current = show
  return useCallback(
    async (at, seq) => {
      await (seq === null ? timeline.openNewest() : timeline.openAround(seq)).catch(() => {})
      const now = timeline.get()
      if (!now.loaded) return
      const span = seq === null ? newest(now.entries, least) : around(now.entries, seq, now.atEnd)
      // At once: what arrives meanwhile must not be drawn before it with the rows of the place that is left.
      flushSync(() => latest.current(at, span))
    },
    [timeline, least],
  )
}

/** Stands where the address says, each time it says something else; not where the first paint stood already. */
function useOpening(stand: Ways['stand'], start: Arrival, seq: number | null, stands: boolean): void {
  const opened = useRef<number | null | undefined>(stands ? seq : undefined)
  useEffect(() => {
    if (opened.current === seq) return
    opened.current = seq
    void stand(start, seq)
  }, [stand, start, seq])
}

interface Ways extends Start {
  timeline: Timeline
  scroller: RefObject<HTMLElement | null>
  /** The list stands at its end and shows what arrives. */
  following: boolean
  stand: (at: Arrival, seq: number | null) => Promise<void>
}

/** To the newest message; and to try again what could not be loaded. */
function useWays({ timeline, scroller, following, stand, start, seq }: Ways) {
  const toEnd = useCallback(async () => {
    if (following && scroller.current) scroller.current.scrollTop = 0
    else await stand({ at: 'end' }, null)
  }, [following, scroller, stand])
  const retry = useCallback(async () => {
    if (timeline.get().loaded) await timeline.loadOlder()
    else await stand(start, seq)
  }, [timeline, stand, start, seq])
  return { toEnd, retry }
}

/** What can be shown without asking: the first paint does not wait. */
function known(view: TimelineView, seq: number | null, least: number): Span | null {
  if (seq === null) return view.loaded && view.atEnd ? newest(view.entries, least) : null
  return view.entries.some((entry) => entry.seq === seq) ? around(view.entries, seq, view.atEnd) : null
}

/** The same as long as these are: what arrives out of sight draws no rows. */
function useShown(view: TimelineView, span: Span | null): readonly Entry[] {
  const known = useRef<readonly Entry[]>([])
  return useMemo(() => {
    const now = span ? within(view.entries, span) : []
    if (now.length !== known.current.length || now.some((entry, at) => entry !== known.current[at])) known.current = now
    return known.current
  }, [view.entries, span])
}

const aboveOf = (list: HTMLElement): number => list.scrollHeight - list.clientHeight + list.scrollTop

/**
 * Rows leave at the end further away, as many as stand beyond the edge. Below, no more than stand above: where the list got so short that its position
 * is outside of it, the browser would put it anywhere.
 */
function leaveIn(list: HTMLElement): Leave {
  const [above, below] = [aboveOf(list), -list.scrollTop]
  const rows = [...list.querySelectorAll('article')]
  if (above > below) {
    const top = rows[0]?.getBoundingClientRect().top ?? 0
    return { from: 'top', rows: countWhile(rows, (row) => row.getBoundingClientRect().bottom - top < above - EDGE_PX) }
  }
  const bottom = rows.at(-1)?.getBoundingClientRect().bottom ?? 0
  const room = Math.min(below - EDGE_PX, above - KEPT_PX)
  return { from: 'bottom', rows: countWhile(rows.toReversed(), (row) => bottom - row.getBoundingClientRect().top < room) }
}

function fewerRows(list: HTMLElement, view: TimelineView, span: Span): Span | null {
  const fewer = bounded(view.entries, span, leaveIn(list))
  return fewer === span ? null : fewer
}

function countWhile<T>(all: readonly T[], fits: (one: T) => boolean): number {
  const found = all.findIndex((one) => !fits(one))
  return found < 0 ? all.length : found
}

const isCalm = (list: HTMLElement, view: TimelineView, span: Span): boolean =>
  span.last === null && view.atEnd && list.scrollTop === 0 && aboveOf(list) >= EDGE_PX

/** Only at 0 exactly does the browser follow what is added; where heights are broken numbers, its own end is a pixel off. */
function settle(list: HTMLElement): void {
  if (list.scrollTop !== 0 && list.scrollTop > -1) list.scrollTop = 0
}

function atEdges(list: HTMLElement, timeline: Timeline, view: TimelineView, span: Span): Span {
  const above = aboveOf(list)
  const below = -list.scrollTop
  if (above < EDGE_PX) {
    if (runsLow(view.entries, span) && !view.atStart && !view.loading && !view.error) timeline.loadOlder().catch(() => {})
    if (hasOlder(view.entries, span)) return older(view.entries, span, above < list.clientHeight ? 'hurried' : 'calm')
  }
  if (below < EDGE_PX && span.last !== null) {
    if (list.scrollTop > -2) list.scrollTop = -2 // at 0 the browser follows the bottom instead of keeping the place
    const next = newer(view.entries, span, view.atEnd, below < list.clientHeight ? 'hurried' : 'calm')
    if (next.last !== span.last) return next
    if (!view.atEnd && !view.loading && !view.error) timeline.loadNewer().catch(() => {})
  }
  return span
}

/** The window after the messages changed: bounded, and never empty while there is something to show. */
function refit(view: TimelineView, span: Span, atBottom: () => boolean): Span {
  if (view.entries.length > 0 && within(view.entries, span).length === 0) return newest(view.entries)
  if (span.last === null && !view.atEnd && !view.entries.at(-1)?.sending) return { ...span, last: view.entries.at(-1)?.seq ?? null }
  return cut(view.entries, span, atBottom)
}

function arrive(list: HTMLElement, arrival: Arrival): void {
  if (arrival.at === 'seq') return list.querySelector(`[data-seq="${arrival.seq}"]`)?.scrollIntoView({ block: 'center' })
  // Also where what is new is asked for: a step back comes from anywhere in the history, and that position means nothing here.
  list.scrollTop = 0
  if (arrival.at === 'end') return
  const line = list.querySelector('.day.new')
  if (line && line.getBoundingClientRect().top < list.getBoundingClientRect().top) line.scrollIntoView({ block: 'start' })
}
