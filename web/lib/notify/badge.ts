import type { Client } from '@parley/client'
import { waiting } from './waiting.ts'

/** On the installed application: a number for what is meant for the person, a dot for what else waits. Answers how to stop. */
export function keepBadge(client: Client): () => void {
  if (!('setAppBadge' in navigator)) return () => {}
  let last = ''
  const show = (): void => {
    const { unread, meant } = waiting(client.conversations.get())
    const next = meant > 0 ? String(meant) : unread > 0 ? 'dot' : ''
    if (next === last) return
    last = next
    const shown = next === '' ? navigator.clearAppBadge() : next === 'dot' ? navigator.setAppBadge() : navigator.setAppBadge(meant)
    shown.catch(() => {}) // not installed, or not wanted
  }
  show()
  return client.conversations.subscribe(show)
}
