import { type MouseEvent, type PointerEvent, type TouchEvent, useRef } from 'react'

const PRESS_MS = 450
/** A finger that moves further scrolls or swipes. */
const STILL_PX = 10

interface Press {
  x: number
  y: number
  since: number
  row: HTMLElement
}

/**
 * A finger that rests on a row opens its menu, once it leaves: one shown under it would close at that moment. Some browsers
 * would begin to drag the row's link instead, or open a menu of their own.
 */
export function useRowPress(open: (row: HTMLElement, x: number, y: number) => void) {
  const press = useRef<Press | null>(null)
  const end = () => {
    press.current = null
  }
  /** A page that was busy while the finger rested is told of a tap instead, and would follow the link. */
  const leave = (event: TouchEvent) => {
    const held = press.current
    end()
    if (!held || event.timeStamp - held.since <= PRESS_MS) return
    if (event.cancelable) event.preventDefault()
    setTimeout(() => open(held.row, held.x, held.y))
  }
  return {
    onPointerDown({ pointerType, target, clientX: x, clientY: y, timeStamp: since }: PointerEvent) {
      const row = pointerType === 'touch' && (target as HTMLElement).closest<HTMLElement>('[data-channel-id]')
      press.current = row ? { x, y, since, row } : null
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { x, y } = press.current ?? { x: clientX, y: clientY }
      if (Math.hypot(clientX - x, clientY - y) > STILL_PX) end()
    },
    onTouchEnd: leave,
    onTouchCancel: leave,
    onContextMenuCapture(event: MouseEvent) {
      if (!press.current) return
      event.preventDefault()
      event.stopPropagation()
    },
  }
}
