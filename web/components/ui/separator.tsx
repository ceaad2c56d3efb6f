'use client'

import { type KeyboardEvent, type PointerEvent, useRef } from 'react'

interface Props {
  label: string
  width: number
  bounds: { least: number; most: number; first: number }
  /** At which side of its pane it stands. */
  side: 'start' | 'end'
  onResize: (px: number) => void
}

const STEP_PX = 16

/** The edge between two panes: dragged, or moved by arrows; a double click gives the first width back. */
export function Separator({ label, width, bounds, side, onResize }: Props) {
  const from = useRef<{ x: number; width: number } | null>(null)
  const resize = (px: number) => onResize(Math.round(Math.min(bounds.most, Math.max(bounds.least, px))))
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, width }
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    if (from.current) resize(from.current.width + (event.clientX - from.current.x) * outward(side))
  }
  const press = (event: KeyboardEvent) => {
    const step = STEP_PX * outward(side)
    const next = { ArrowRight: width + step, ArrowLeft: width - step, Home: bounds.least, End: bounds.most }[event.key]
    if (next === undefined || event.altKey) return
    event.preventDefault()
    resize(next)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule of text cannot be moved
    <div
      className={`separator ${side}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={bounds.least}
      aria-valuemax={bounds.most}
      tabIndex={0}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => {
        from.current = null
      }}
      onKeyDown={press}
      onDoubleClick={() => resize(bounds.first)}
    />
  )
}

/** +1 where a move to the right makes the pane wider. */
const outward = (side: 'start' | 'end'): 1 | -1 => ((side === 'end') === (document.documentElement.dir !== 'rtl') ? 1 : -1)
