import { useCallback, useSyncExternalStore } from 'react'
import { onStep } from '../lib/navigate.ts'
import { useClient } from './use-client.ts'
import { conversationHere } from './use-conversation.ts'

/** What the focus was on last in the sidebar. Beside React: another one draws two rows, and not all of them. */
let stop: string | null = null
const listeners = new Set<() => void>()

/** Tab reaches this row from now on; null: the one where the person is. */
export function stopAt(key: string | null): void {
  stop = key
  for (const listener of listeners) listener()
}

const HERE = 1
const STOP = 2

/** Whether the person is in this conversation, and whether Tab reaches this row of the sidebar. */
export function useRowMarks(key: string): { here: boolean; stop: boolean } {
  const client = useClient()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [onStep(listener), client.conversations.subscribe(listener), () => listeners.delete(listener)]
      listeners.add(listener)
      return () => stops.forEach((end) => void end())
    },
    [client],
  )
  const get = () => {
    const hereId = conversationHere(client)?.channel.id
    return (hereId === key ? HERE : 0) + ((stop ?? hereId ?? 'channels') === key ? STOP : 0)
  }
  const marks = useSyncExternalStore(subscribe, get, get)
  return { here: (marks & HERE) > 0, stop: (marks & STOP) > 0 }
}
