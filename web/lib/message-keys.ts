import type { Entry } from '@parley/client'
import type { KeyboardEvent } from 'react'
import type { MessageActions } from '../hooks/use-message-actions.ts'
import { navigate } from './navigate.ts'
import { openTools } from './open-tools.ts'

/** What a key does with the message that has the focus. */
const keys: Record<string, (entry: Entry, actions: MessageActions) => boolean> = {
  e: (entry, actions) => actions.mayEdit(entry) && done(() => actions.edit(entry)),
  Delete: (entry, actions) => actions.mayDelete(entry) && done(() => actions.askToDelete(entry)),
  Backspace: (entry, actions) => actions.mayDelete(entry) && done(() => actions.askToDelete(entry)),
  u: (entry, actions) => actions.mayMark && done(() => actions.markUnread(entry)),
  l: (entry, actions) => done(() => actions.copyLink(entry)),
  t: (entry, actions) => {
    const path = actions.threadPath(entry)
    return path !== null && done(() => navigate(path))
  },
  r: (entry, actions) => (entry.sending === 'failed' ? done(() => actions.retry(entry)) : react(entry, actions)),
  q: (entry, actions) => actions.mayReact(entry) && done(() => actions.reply(entry)),
  '+': (entry, actions) => react(entry, actions),
}

const react = (entry: Entry, actions: MessageActions): boolean => actions.mayReact(entry) && done(() => actions.askToReact(entry))

const done = (work: () => void): true => {
  work()
  return true
}

/** Home goes to the oldest row, arrows go from message to message, letters act on the one in focus, Tab from there reaches its buttons. */
export function walk(event: KeyboardEvent<HTMLElement>, entries: readonly Entry[], actions: MessageActions): void {
  const from = event.target
  if (!(from instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === 'Home' && !event.shiftKey && (from === event.currentTarget || from.tagName === 'ARTICLE')) return toOldest(event)
  if (from.tagName !== 'ARTICLE') return
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
  const entry = entries.find(({ id }) => id === from.dataset.messageId)
  if (step) move(event.currentTarget, from, step)
  else if (event.key === 'Enter') openTools(from)
  else if (!entry || !keys[event.key]?.(entry, actions)) return
  event.preventDefault()
}

/** At once: the browser's own smooth way ends early where anything is drawn meanwhile, as the way back to now is. */
function toOldest(event: KeyboardEvent<HTMLElement>): void {
  event.preventDefault()
  event.currentTarget.scrollTo({ top: -event.currentTarget.scrollHeight, behavior: 'instant' })
}

function move(list: HTMLElement, from: HTMLElement, step: number): void {
  const all = [...list.querySelectorAll<HTMLElement>('article')]
  all[all.indexOf(from) + step]?.focus()
}
