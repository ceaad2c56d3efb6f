'use client'

import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { IconButton } from './icon-button.tsx'

interface Props {
  label: string
  icon: ReactNode
  className?: string
  children: ReactNode
}

/** A button with a menu in the top layer: nothing clips it, Esc and a press elsewhere close it, arrows walk through it. */
export function Menu({ label, icon, className, children }: Props) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => list.current?.hidePopover()
  // The items are drawn before the list is shown, so that it can be measured when it is.
  const toggling = (opening: boolean) => {
    // The item in focus is gone before the browser could give the focus back.
    if (!opening && list.current?.contains(document.activeElement)) button.current?.focus({ preventScroll: true })
    // What shows its buttons only while they have the focus shows them while the focus is on its way.
    if (opening) list.current?.parentElement?.setAttribute('data-open', '')
    flushSync(() => setOpen(opening))
  }
  const toggled = (isOpen: boolean) => {
    if (!button.current || !list.current) return
    list.current.toggleAttribute('data-placed', isOpen)
    list.current.parentElement?.toggleAttribute('data-open', isOpen)
    if (!isOpen) return
    stand(list.current, button.current)
    if (items(list.current).length === 0) whenFilled(list.current, () => toggled(true))
  }
  return (
    <>
      <IconButton ref={button} label={label} className={className} popoverTarget={id} aria-haspopup="menu" aria-expanded={open}>
        {icon}
      </IconButton>
      <div
        ref={list}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className="menu"
        onBeforeToggle={(event) => toggling(event.newState === 'open')}
        onToggle={(event) => toggled(event.newState === 'open')}
        onKeyDown={walk}
        onClick={close}
      >
        {open && children}
      </div>
    </>
  )
}

/** One thing to do in a menu. */
export function MenuItem({
  icon,
  danger,
  checked,
  onSelect,
  children,
}: {
  icon?: ReactNode
  danger?: boolean
  checked?: boolean
  onSelect: () => void
  children: ReactNode
}) {
  const role = checked === undefined ? { role: 'menuitem' } : { role: 'menuitemradio', 'aria-checked': checked }
  return (
    <button type="button" className={danger ? 'menu-item danger' : 'menu-item'} tabIndex={-1} onClick={onSelect} {...role}>
      {icon}
      <span>{children}</span>
    </button>
  )
}

/** Items whose code is still on its way are stood up when they come. */
function whenFilled(list: HTMLElement, then: () => void): void {
  const watch = new MutationObserver(() => {
    watch.disconnect()
    then()
  })
  watch.observe(list, { childList: true })
}

function stand(list: HTMLElement, button: HTMLElement): void {
  placeAt(list, button.getBoundingClientRect())
  items(list)[0]?.focus()
}

const items = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('[role^=menuitem]')]

/** Arrows, Home and End among the items of a menu. */
export function walk(event: KeyboardEvent<HTMLDivElement>): void {
  const all = items(event.currentTarget)
  const at = all.indexOf(document.activeElement as HTMLElement)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key]
  if (next === undefined || all.length === 0) return
  event.preventDefault()
  all[next % all.length]?.focus()
}

/** Below the button, or above it where there is no room, ending where the button ends; never outside of the window. */
export function placeAt(list: HTMLElement, button: Pick<DOMRect, 'top' | 'bottom' | 'left' | 'right'>): void {
  const { width, height } = list.getBoundingClientRect()
  const below = button.bottom + 6 + height < innerHeight
  list.style.top = `${below ? button.bottom + 6 : Math.max(8, button.top - 6 - height)}px`
  const left = document.documentElement.dir === 'rtl' ? button.left : button.right - width
  list.style.left = `${Math.min(Math.max(8, left), innerWidth - width - 8)}px`
}
