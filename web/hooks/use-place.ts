import { type RefObject, useEffect, useRef, useState } from 'react'

/** What stands at the upper edge of a list, and whether the line above what is new lies further up still. */
export interface Place {
  seq: number | null
  lineAbove: boolean
}

const TOP: Place = { seq: null, lineAbove: false }
/** How often the place is looked at while it changes: it lays out the page. */
const LOOK_MS = 120
/** A row that shows no more than its last line is past. */
const INSIDE_PX = 8

/**
 * Follows the list's scroll position. `newFrom` is the first new message; it lies above when its row is not in the page and lower numbers are, or
 * when it is and its line has left through the upper edge.
 */
export function usePlace(scroller: RefObject<HTMLElement | null>, newFrom: number | null, rows: unknown): Place {
  const [place, setPlace] = useState(TOP)
  const again = useRef(() => {})
  useEffect(() => {
    const list = scroller.current
    if (!list) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      const next = placeIn(list, newFrom)
      setPlace((before) => (before.seq === next.seq && before.lineAbove === next.lineAbove ? before : next))
    }
    const soon = () => {
      timer ??= setTimeout(look, LOOK_MS)
    }
    again.current = soon
    soon()
    list.addEventListener('scroll', soon, { passive: true })
    return () => {
      clearTimeout(timer)
      list.removeEventListener('scroll', soon)
    }
  }, [scroller, newFrom])
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows mean another look
  useEffect(() => again.current(), [rows])
  return place
}

function placeIn(list: HTMLElement, newFrom: number | null): Place {
  const { top } = list.getBoundingClientRect()
  const seq = Number(rowAt(list, top + INSIDE_PX)?.dataset.seq) || null
  const line = list.querySelector('.day.new')
  const lineAbove = newFrom !== null && (line ? line.getBoundingClientRect().bottom < top : seq !== null && newFrom < seq)
  return { seq, lineAbove }
}

/** The first row that ends below a height. Rows stand one under the other, so half of them are left out with each look. */
function rowAt(list: HTMLElement, y: number): HTMLElement | undefined {
  const rows = list.querySelectorAll<HTMLElement>('[data-seq]')
  let low = 0
  let high = rows.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > y) high = middle
    else low = middle + 1
  }
  return rows[low]
}
