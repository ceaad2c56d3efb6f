'use client'

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useSettled } from '../../hooks/use-settled.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { keyed, type Stretch, seqAt, shareOf } from '../../lib/rail.ts'

interface Props {
  stretch: Stretch
  /** The number at the upper edge of the list. */
  seq: number
  dateOf: (seq: number) => Promise<number | null>
  onGo: (seq: number) => void
}

/**
 * The scroll bar of the whole history, not of the rows that happen to be loaded: numbers are dense, so a place on it is a
 * number. The pages between are never read.
 */
export function HistoryRail({ stretch, seq, dateOf, onGo }: Props) {
  const { history: words } = useWords()
  const { number, shortDate } = useFormats()
  const rail = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const at = dragged ?? seq
  const date = useDate(dragged, dateOf)
  const under = (event: PointerEvent): number => {
    const box = rail.current?.getBoundingClientRect()
    return box ? seqAt(stretch, (event.clientY - box.top) / box.height) : at
  }
  const take = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    setDragged(under(event))
  }
  const leave = () => {
    if (dragged !== null) onGo(dragged)
    setDragged(null)
  }
  const press = (event: KeyboardEvent) => {
    const to = keyed(stretch, seq, event.key)
    if (to === null) return
    event.preventDefault()
    onGo(to)
  }
  const text = words.place(number(at), number(stretch.last))
  return (
    <div
      ref={rail}
      className="rail"
      role="slider"
      tabIndex={0}
      aria-label={words.rail}
      aria-orientation="vertical"
      aria-valuemin={stretch.first}
      aria-valuemax={stretch.last}
      aria-valuenow={at}
      aria-valuetext={text}
      onPointerDown={take}
      onPointerMove={(event) => dragged !== null && setDragged(under(event))}
      onPointerUp={leave}
      onPointerCancel={() => setDragged(null)}
      onKeyDown={press}
    >
      <div className="rail-thumb" style={{ insetBlockStart: `${shareOf(stretch, at) * 100}%` }}>
        {dragged !== null && (
          <div className="rail-date">
            {date === null ? text : shortDate(date)}
            {date !== null && <small>{text}</small>}
          </div>
        )}
      </div>
    </div>
  )
}

/** When the message under the thumb was sent, asked once the hand rests. */
function useDate(seq: number | null, dateOf: Props['dateOf']): number | null {
  const settled = useSettled(seq, 120)
  const [date, setDate] = useState<number | null>(null)
  useEffect(() => {
    if (settled === null) return setDate(null)
    let here = true
    dateOf(settled).then(
      (found) => here && setDate(found),
      () => {}, // the number alone is shown
    )
    return () => {
      here = false
    }
  }, [settled, dateOf])
  return date
}
