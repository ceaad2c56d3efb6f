import type { Conversation } from '@parley/client'
import { type DragEvent, type FocusEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef } from 'react'
import { onceLetGo } from '../lib/let-go.ts'
import type { RowCommands } from './use-row-commands.ts'
import { stopAt } from './use-row-marks.ts'

interface Options {
  all: readonly Conversation[]
  nameOf: (one: Conversation) => string
  commands: RowCommands
  onMenu: (one: Conversation, x: number, y: number) => void
}

/** A move that takes longer has lost the person's attention, and the focus with it. */
const FOLLOWED_MS = 5_000

/** The keys of the sidebar's rows: arrows walk, Alt+Shift and arrows move the row to another section, the menu key opens its menu. */
export function useSidebarWalk({ all, nameOf, commands, onMenu }: Options) {
  const moved = useRef<{ channelId: string; at: number } | null>(null)
  const follow = (channelId: string) => {
    moved.current = { channelId, at: Date.now() }
  }
  // A row that changes its section is drawn anew there: the focus goes with it.
  useEffect(() => {
    if (!moved.current || document.activeElement !== document.body) return
    const { channelId, at } = moved.current
    if (Date.now() - at < FOLLOWED_MS) document.querySelector<HTMLElement>(`.side [data-stop="${channelId}"]`)?.focus()
    moved.current = null
  })
  const rowAt = (target: EventTarget) => {
    const id = (target as HTMLElement).closest<HTMLElement>('[data-channel-id]')?.dataset.channelId
    return id ? all.find((one) => one.channel.id === id) : undefined
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const one = rowAt(event.target)
    const arrow = { ArrowUp: -1, ArrowDown: 1 }[event.key] as -1 | 1 | undefined
    if (one && arrow && event.altKey && event.shiftKey) {
      follow(one.channel.id)
      void commands.moveBy(one, nameOf(one), arrow)
    } else if (one && (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey))) {
      const box = (event.target as HTMLElement).getBoundingClientRect()
      onMenu(one, box.left + 24, box.bottom)
    } else if (event.altKey || event.ctrlKey || event.metaKey || !walk(event)) return
    event.preventDefault()
  }
  const menu = (event: MouseEvent) => {
    const one = rowAt(event.target)
    if (!one) return
    event.preventDefault()
    const { clientX, clientY } = event
    onceLetGo(event, () => onMenu(one, clientX, clientY))
  }
  useEffect(() => () => stopAt(null), [])
  const focus = ({ target }: FocusEvent<HTMLElement>) => target.dataset.stop && stopAt(target.dataset.stop)
  const lift = (event: DragEvent<HTMLElement>) => {
    const list = event.currentTarget
    // Not at once: a page that changes under the finger as it lifts ends the drag.
    setTimeout(() => list.toggleAttribute('data-dragging', true))
  }
  const lay = (event: DragEvent<HTMLElement>) => event.currentTarget.toggleAttribute('data-dragging', false)
  return { follow, onDragStart: lift, onDragEnd: lay, onDrop: lay, onKeyDown: press, onContextMenu: menu, onFocus: focus }
}

/** Answers whether the focus moved. */
function walk(event: KeyboardEvent<HTMLElement>): boolean {
  const from = event.target
  if (!(from instanceof HTMLElement) || from.dataset.stop === undefined) return false
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-stop]')]
  const at = all.indexOf(from)
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key]
  if (next === undefined) return false
  all[next]?.focus()
  return true
}
