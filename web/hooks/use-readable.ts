import type { Readable } from '@parley/client'
import { useCallback, useSyncExternalStore } from 'react'

/** What a readable holds now, and again whenever it changes. */
export function useReadable<T>(readable: Readable<T>): T {
  const subscribe = useCallback((listener: () => void) => readable.subscribe(listener), [readable])
  const get = useCallback(() => readable.get(), [readable])
  return useSyncExternalStore(subscribe, get, get)
}
