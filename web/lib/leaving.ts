import type { Client, Entry } from '@parley/client'

/** A message that is about to be deleted, and how that is taken back or done at once. */
export interface Leaving {
  entry: Entry
  /** Until the server is asked. */
  ways?: { undo: () => void; now: () => void }
}

/** How long words that are hidden already can come back. */
const UNDO_MS = 10_000

let all: readonly Leaving[] = []
const listeners = new Set<() => void>()

export const leaving = {
  get: (): readonly Leaving[] => all,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

function set(next: readonly Leaving[]): void {
  all = next
  for (const listener of listeners) listener()
}

/**
 * Hides a message here at once and deletes it when the time to take that back is over, or the page goes. Until then the server knows nothing of it: what is
 * deleted there is deleted for good, so no words have to be kept for somebody who might change their mind.
 */
export function leave(client: Client, entry: Entry, failed: (error: unknown) => void): void {
  if (all.some((one) => one.entry.id === entry.id)) return
  const show = client.timeline(entry.channelId).hide(entry.id)
  const put = (one: Leaving | null) => set(all.flatMap((other) => (other.entry.id === entry.id ? (one ?? []) : other)))
  const stop = () => {
    clearTimeout(timer)
    removeEventListener('pagehide', now)
  }
  const undo = () => {
    stop()
    put(null)
    show()
  }
  const now = () => {
    stop()
    put({ entry })
    const gone = () => {
      put(null)
      show()
    }
    void client.delete(entry.id).catch(failed).finally(gone)
  }
  const timer = setTimeout(now, UNDO_MS)
  addEventListener('pagehide', now)
  set([...all, { entry, ways: { undo, now } }])
}
