'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { placeAt, walk } from './menu.tsx'

interface Props {
  label: string
  /** A point of the window, another object each time it is opened; and what gets the focus back. */
  at: { x: number; y: number }
  opener: HTMLElement | null
  onClose: () => void
  children: ReactNode
}

/** A menu where the pointer is, open while it is rendered; Esc, a choice or a press elsewhere closes it. */
export function ContextMenu({ label, at, opener, onClose, children }: Props) {
  const list = useRef<HTMLDivElement>(null)
  // With each opening, also at the same point: one asked for while the last is still closing would stay shut.
  useEffect(() => {
    const menu = list.current
    if (!menu) return
    const { x, y } = at
    if (!menu.matches(':popover-open')) menu.showPopover()
    placeAt(menu, { top: y, bottom: y, left: x, right: x + menu.getBoundingClientRect().width })
    menu.toggleAttribute('data-placed', true)
    menu.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
  }, [at])
  const close = () => {
    // What the choice opened may have taken the focus already.
    if (list.current?.contains(document.activeElement) || document.activeElement === document.body) opener?.focus({ preventScroll: true })
    onClose()
  }
  return (
    <div
      ref={list}
      popover="auto"
      role="menu"
      aria-label={label}
      className="menu"
      onToggle={(event) => event.newState === 'closed' && close()}
      onKeyDown={(event) => (event.key === 'Tab' ? list.current?.hidePopover() : walk(event))}
      onClick={() => list.current?.hidePopover()}
    >
      {children}
    </div>
  )
}
