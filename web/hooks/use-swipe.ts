import { type RefObject, useEffect } from 'react'
import { navigate } from '../lib/navigate.ts'
import { lastPlace } from '../lib/place.ts'

const EDGE_PX = 28
const FAR_PX = 70
const ONE_PANE = '(max-width: 720px)'

interface Start {
  x: number
  y: number
  /** Which pane was touched: only from its start edge does a conversation give way to the list. */
  pane: HTMLElement
  to: 'list' | 'conversation'
}

/** On a phone: from the start edge of the window back to the list, and the other way in the list to the last conversation. */
export function useSwipe(app: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = app.current
    if (!element) return
    const stop = new AbortController()
    let start: Start | null = null
    const far = (event: TouchEvent): number => (start ? along(event, start) : 0)
    const listen = (name: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel', hear: (event: TouchEvent) => void) =>
      element.addEventListener(name, hear, { passive: true, signal: stop.signal })
    listen('touchstart', (event) => {
      start = begin(element, event)
    })
    listen('touchmove', (event) => {
      if (start && crosses(event, start)) start = settle(start)
      if (start) follow(start, far(event))
    })
    listen('touchend', (event) => {
      const path = start && far(event) > FAR_PX ? (start.to === 'list' ? '/' : lastPlace()) : null
      if (start) start = settle(start)
      if (path) navigate(path)
    })
    listen('touchcancel', () => {
      if (start) start = settle(start)
    })
    return () => stop.abort()
  }, [app])
}

const forward = (): 1 | -1 => (document.documentElement.dir === 'rtl' ? -1 : 1)

function begin(app: HTMLElement, event: TouchEvent): Start | null {
  const [touch] = event.touches
  if (!touch || event.touches.length > 1 || !matchMedia(ONE_PANE).matches) return null
  const { clientX: x, clientY: y } = touch
  const inConversation = app.dataset.pane === 'conversation'
  const fromEdge = forward() > 0 ? x : innerWidth - x
  if (inConversation && fromEdge > EDGE_PX) return null
  const pane = app.querySelector<HTMLElement>(inConversation ? '.main' : '.side')
  return pane && { x, y, pane, to: inConversation ? 'list' : 'conversation' }
}

/** How far towards where the swipe leads. */
function along(event: TouchEvent, start: Start): number {
  const x = event.changedTouches[0]?.clientX ?? start.x
  return (x - start.x) * forward() * (start.to === 'list' ? 1 : -1)
}

/** It scrolls the list rather than leaving it. */
function crosses(event: TouchEvent, start: Start): boolean {
  const [touch] = event.changedTouches
  if (!touch) return false
  const down = Math.abs(touch.clientY - start.y)
  return down > 12 && down > Math.abs(touch.clientX - start.x)
}

/** The pane goes with the finger, unless the person wants nothing to move. */
function follow(start: Start, px: number): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  const sign = forward() * (start.to === 'list' ? 1 : -1)
  start.pane.style.translate = px > 8 ? `${px * sign}px` : ''
}

function settle(start: Start): null {
  start.pane.style.translate = ''
  return null
}
