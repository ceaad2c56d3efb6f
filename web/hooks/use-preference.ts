import { useCallback, useSyncExternalStore } from 'react'
import { keep, kept } from '../lib/kept.ts'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', listener)
  }
}

/** A yes or no that this browser keeps for the person, the same in every part of the page and in every tab. */
export function usePreference(key: string): [on: boolean, set: (on: boolean) => void] {
  const get = () => kept(key) === 'yes'
  const on = useSyncExternalStore(subscribe, get, get)
  const set = useCallback(
    (next: boolean) => {
      keep(key, next ? 'yes' : null)
      for (const listener of listeners) listener()
    },
    [key],
  )
  return [on, set]
}
