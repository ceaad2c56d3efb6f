import { type RefObject, useEffect, useState } from 'react'

/** What stands at the upper edge of a list, and whether the line above what is new lies further up still. */
export interface Place {
  seq: number | null
  lineAbove: boolean
}

const TOP: Place = { seq: null, lineAbove: false }

/**
 * Follows the list's scroll position, once a frame at most. `newFrom` is the first new message; it lies above when its row is
 * not in the page and lower numbers are, or when it is and its line has left through the upper edge.
 */
export function usePlace(scroller: RefObject<HTMLElement | null>, newFrom: number | null, rows: unknown): Place {
  const [place, setPlace] = useState(TOP)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows mean another look
  useEffect(() => {
    const list = scroller.current
    if (!list) return
    let frame = 0
    const look = () => {
      frame = 0
      const next = placeIn(list, newFrom)
      setPlace((before) => (before.seq === next.seq && before.lineAbove === next.lineAbove ? before : next))
    }
    const soon = () => (frame ||= requestAnimationFrame(look))
    soon()
    list.addEventListener('scroll', soon, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      list.removeEventListener('scroll', soon)
    }
  }, [scroller, newFrom, rows])
  return place
}

function placeIn(list: HTMLElement, newFrom: number | null): Place {
  const box = list.getBoundingClientRect()
  const row = [8, 40, 90].map((down) => document.elementFromPoint(box.left + box.width / 2, box.top + down)?.closest<HTMLElement>('[data-seq]')).find(Boolean)
  const seq = row ? Number(row.dataset.seq) || null : null
  const line = list.querySelector('.day.new')
  const lineAbove = newFrom !== null && (line ? line.getBoundingClientRect().bottom < box.top : seq !== null && newFrom < seq)
  return { seq, lineAbove }
}
