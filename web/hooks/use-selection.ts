import type { Entry } from '@parley/client'
import { LIMITS } from '@parley/protocol'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { messageElement } from '../lib/message-element.ts'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'

export interface Selection {
  /** What is selected and still there, in its order. */
  chosen: readonly Entry[]
  has(id: string): boolean
  /** Selects one message or leaves it out; `reach`: all from the last one to this. */
  choose(id: string, reach: boolean): void
  /** What can be selected, by id. */
  entryOf(id: string): Entry | undefined
  /** The list of messages in which one selects. */
  log: HTMLElement | null
  /** What stands in it now: rows come and go while somebody scrolls. */
  tiles: readonly HTMLElement[]
}

const ARTICLE = 'article[data-message-id]'

/** Several messages of one timeline, beginning with one: by press, by touch, by keys. At most as many as can be moved at once. */
export function useSelection(first: Entry, onClose: () => void): Selection {
  const client = useClient()
  const { entries } = useReadable(useMemo(() => client.timeline(first.channelId), [client, first.channelId]))
  const open = useMemo(() => entries.filter((entry) => !entry.sending && !entry.deleted), [entries])
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set([first.id]))
  const last = useRef(first.id)
  const [log] = useState(() => messageElement(first.id)?.closest<HTMLElement>('[role=log]') ?? null)
  const tiles = useTiles(log)
  const choose = useCallback(
    (id: string, reach: boolean) => {
      const [from, to] = [last.current, id].map((each) => open.findIndex((entry) => entry.id === each)) as [number, number]
      if (to < 0) return
      last.current = id
      const between = from < 0 ? [] : open.slice(Math.min(from, to), Math.max(from, to) + 1)
      setIds((before) => {
        const next = new Set(before)
        if (reach) for (const entry of between) next.add(entry.id)
        else if (!next.delete(id)) next.add(id)
        return next.size > LIMITS.pageRows ? before : next
      })
    },
    [open],
  )
  usePresses(log, choose)
  useKeys(log, choose, onClose)
  return { chosen: open.filter(({ id }) => ids.has(id)), has: (id) => ids.has(id), choose, entryOf: (id) => open.find((entry) => entry.id === id), log, tiles }
}

function useTiles(log: HTMLElement | null): readonly HTMLElement[] {
  const [tiles, setTiles] = useState<readonly HTMLElement[]>([])
  useEffect(() => {
    if (!log) return
    const look = () => setTiles([...log.querySelectorAll<HTMLElement>(ARTICLE)])
    const seen = new MutationObserver((changes) => {
      if (changes.some(({ target }) => !(target as Element).closest(ARTICLE))) look()
    })
    look()
    seen.observe(log, { childList: true, subtree: true })
    log.dataset.selecting = ''
    return () => {
      seen.disconnect()
      delete log.dataset.selecting
    }
  }, [log])
  return tiles
}

const tileOf = (target: EventTarget | null): HTMLElement | null => (target instanceof Element ? target.closest<HTMLElement>(ARTICLE) : null)

/** A press anywhere on a message selects it, and follows no link. */
function usePresses(log: HTMLElement | null, choose: Selection['choose']): void {
  useEffect(() => {
    const press = (event: MouseEvent) => {
      const id = tileOf(event.target)?.dataset.messageId
      // A box that is pressed by name and not by place changes by itself.
      if (!id || (event.target instanceof Element && event.target.matches('.pick'))) return
      event.preventDefault()
      event.stopPropagation()
      choose(id, event.shiftKey)
    }
    // What Shift marks while it is pressed is text.
    const down = (event: MouseEvent) => event.shiftKey && tileOf(event.target) && event.preventDefault()
    log?.addEventListener('click', press, { capture: true })
    log?.addEventListener('mousedown', down)
    return () => {
      log?.removeEventListener('click', press, { capture: true })
      log?.removeEventListener('mousedown', down)
    }
  }, [log, choose])
}

/** Space selects, Shift with an arrow takes the next one too, Esc ends it. What letters do with one message rests meanwhile. */
function useKeys(log: HTMLElement | null, choose: Selection['choose'], onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !document.querySelector('dialog[open]')) return take(event, () => close.current())
      const tile = tileOf(event.target)
      if (!tile || !log?.contains(tile) || event.ctrlKey || event.metaKey || event.altKey) return
      const id = tile.dataset.messageId ?? ''
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
      if (event.key === ' ' || event.key === 'Enter') take(event, () => choose(id, event.shiftKey))
      else if (step && event.shiftKey) take(event, () => reach(log, tile, step, choose))
      else if (event.key.length === 1 || event.key === 'Delete' || event.key === 'Backspace') event.stopPropagation()
    }
    document.addEventListener('keydown', press, { capture: true })
    return () => document.removeEventListener('keydown', press, { capture: true })
  }, [log, choose])
}

function take(event: Event, work: () => void): void {
  event.preventDefault()
  event.stopPropagation()
  work()
}

function reach(log: HTMLElement, tile: HTMLElement, step: number, choose: Selection['choose']): void {
  const all = [...log.querySelectorAll<HTMLElement>(ARTICLE)]
  const next = all[all.indexOf(tile) + step]
  next?.focus()
  if (next) choose(next.dataset.messageId ?? '', true)
}
