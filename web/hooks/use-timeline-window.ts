import type { Timeline, TimelineView } from '@parley/client'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { around, bounded, hasOlder, newer, newest, older, type Span, within } from '../lib/window.ts'
import { useReadable } from './use-readable.ts'

/** Where to stand once the rows are there. */
export type Arrival = { at: 'end' } | { at: 'new' } | { at: 'seq'; seq: number }

/** Rows are loaded before the person reaches the edge. */
const EDGE_PX = 800
const NEAR_PX = 60

/**
 * The messages that stand in the page. The list is reversed by CSS, so its bottom is scroll position 0 and what is added above
 * moves nothing; what is added or taken below is made up for by the browser's scroll anchoring, except at position 0 exactly.
 */
export function useTimelineWindow(timeline: Timeline, scroller: RefObject<HTMLElement | null>, start: Arrival, startSeq: number | null) {
  const view = useReadable(timeline)
  const [span, setSpan] = useState(() => known(view, startSeq))
  const [atBottom, setAtBottom] = useState(true)
  const arrival = useRef<Arrival | null>(span && start)
  const shown = useShown(view, span)
  const following = span?.last === null && view.atEnd
  /** How many rows stood here when the list was last at its end with enough above: what is added there needs no look, which would lay out the page at once. */
  const calm = useRef<number | null>(null)

  const stand = useCallback(
    async (at: Arrival, seq: number | null) => {
      await (seq === null ? timeline.openNewest() : timeline.openAround(seq)).catch(() => {})
      const now = timeline.get()
      if (!now.loaded) return
      arrival.current = at
      setSpan(seq === null ? newest(now.entries) : around(now.entries, seq, now.atEnd))
    },
    [timeline],
  )
  const opened = useRef<number | null | undefined>(span ? startSeq : undefined)
  useEffect(() => {
    if (opened.current === startSeq) return
    opened.current = startSeq
    void stand(start, startSeq)
  }, [stand, start, startSeq])

  const look = useCallback(() => {
    const list = scroller.current
    if (!list || !span) return
    setAtBottom(span.last === null && view.atEnd && list.scrollTop > -NEAR_PX)
    calm.current = isCalm(list, view, span) ? within(view.entries, span).length : null
    const next = atEdges(list, timeline, view, span)
    if (next !== span) setSpan(next)
  }, [scroller, timeline, view, span])
  useLayoutEffect(() => {
    const list = scroller.current
    if (!list || !span) return
    const calmly = following && !arrival.current && calm.current !== null && shown.length >= calm.current
    if (arrival.current) arrive(list, arrival.current)
    arrival.current = null
    const fitting = refit(view, span, calmly || list.scrollTop > -NEAR_PX)
    if (fitting !== span) setSpan(fitting)
    else if (!calmly) look()
  }, [scroller, view, span, following, shown.length, look])

  const toEnd = useCallback(async () => {
    if (following && scroller.current) scroller.current.scrollTop = 0
    else await stand({ at: 'end' }, null)
  }, [following, scroller, stand])
  const retry = useCallback(async () => {
    if (timeline.get().loaded) await timeline.loadOlder()
    else await stand(start, startSeq)
  }, [timeline, stand, start, startSeq])
  return { view, shown, span, atBottom, look, toEnd, retry }
}

/** What can be shown without asking: the first paint does not wait. */
function known(view: TimelineView, seq: number | null): Span | null {
  if (seq === null) return view.loaded && view.atEnd ? newest(view.entries) : null
  return view.entries.some((entry) => entry.seq === seq) ? around(view.entries, seq, view.atEnd) : null
}

const useShown = (view: TimelineView, span: Span | null) => useMemo(() => (span ? within(view.entries, span) : []), [view.entries, span])

const aboveOf = (list: HTMLElement): number => list.scrollHeight - list.clientHeight + list.scrollTop

const isCalm = (list: HTMLElement, view: TimelineView, span: Span): boolean =>
  span.last === null && view.atEnd && list.scrollTop > -1 && aboveOf(list) >= EDGE_PX

function atEdges(list: HTMLElement, timeline: Timeline, view: TimelineView, span: Span): Span {
  const above = aboveOf(list)
  const below = -list.scrollTop
  if (above < EDGE_PX) {
    if (hasOlder(view.entries, span)) return older(view.entries, span)
    if (!view.atStart && !view.loading && !view.error) timeline.loadOlder().catch(() => {})
  }
  if (below < EDGE_PX && span.last !== null) {
    if (list.scrollTop > -2) list.scrollTop = -2 // at 0 the browser follows the bottom instead of keeping the place
    const next = newer(view.entries, span, view.atEnd)
    if (next.last !== span.last) return next
    if (!view.atEnd && !view.loading && !view.error) timeline.loadNewer().catch(() => {})
  }
  return span
}

/** The window after the messages changed: bounded, and never empty while there is something to show. */
function refit(view: TimelineView, span: Span, atBottom: boolean): Span {
  if (view.entries.length > 0 && within(view.entries, span).length === 0) return newest(view.entries)
  if (span.last === null && !view.atEnd && !view.entries.at(-1)?.sending) return { ...span, last: view.entries.at(-1)?.seq ?? null }
  return bounded(view.entries, span, atBottom)
}

function arrive(list: HTMLElement, arrival: Arrival): void {
  if (arrival.at === 'end') list.scrollTop = 0
  if (arrival.at === 'seq') list.querySelector(`[data-seq="${arrival.seq}"]`)?.scrollIntoView({ block: 'center' })
  if (arrival.at !== 'new') return
  const line = list.querySelector('.day.new')
  if (line && line.getBoundingClientRect().top < list.getBoundingClientRect().top) line.scrollIntoView({ block: 'start' })
}
