import { type MouseEvent, type PointerEvent, type TouchEvent, useRef } from 'react'
import { openTools } from '../lib/open-tools.ts'

const PRESS_MS = 450
/** A finger that moves further scrolls. */
const STILL_PX = 10

interface Press {
  timer: ReturnType<typeof setTimeout>
  x: number
  y: number
  message: HTMLElement
  ripe: boolean
}

/** A finger that rests on a message opens what can be done with it, once it leaves: a menu shown under it would close at that moment. */
export function useLongPress() {
  const press = useRef<Press | null>(null)
  const end = () => {
    clearTimeout(press.current?.timer)
    press.current = null
  }
  /** The mouse events that a browser would make of this touch would take the focus from the menu again. */
  const leave = (event: TouchEvent) => {
    const { ripe, message } = press.current ?? {}
    end()
    if (!ripe || !message) return
    if (event.cancelable) event.preventDefault()
    setTimeout(() => openTools(message))
  }
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      end()
      const target = event.target as HTMLElement
      const message = event.pointerType === 'touch' && !target.closest('button, a, textarea, summary') && target.closest<HTMLElement>('article')
      if (message)
        press.current = { timer: setTimeout(() => press.current && ripen(press.current), PRESS_MS), x: event.clientX, y: event.clientY, message, ripe: false }
    },
    onPointerMove({ clientX, clientY }: PointerEvent) {
      const { x, y } = press.current ?? { x: clientX, y: clientY }
      if (Math.hypot(clientX - x, clientY - y) > STILL_PX) end()
    },
    onPointerUp: () => !press.current?.ripe && end(),
    onTouchEnd: leave,
    // Some systems take a long press for their own gesture, and cancel the touch instead of ending it.
    onTouchCancel: leave,
    /** The system's own menu and text selection would come at the same time. */
    onContextMenu: (event: MouseEvent) => press.current && event.preventDefault(),
  }
}

function ripen(press: Press): void {
  press.ripe = true
  navigator.vibrate?.(8)
  press.message.focus({ preventScroll: true })
}
