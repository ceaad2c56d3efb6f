import { useEffect, useSyncExternalStore } from 'react'
import { useClient } from './use-client.ts'

function subscribe(listener: () => void): () => void {
  const stop = new AbortController()
  for (const event of ['focus', 'blur', 'pageshow']) addEventListener(event, listener, { signal: stop.signal })
  document.addEventListener('visibilitychange', listener, { signal: stop.signal })
  return () => stop.abort()
}
/** A page that is being left is not drawn once more: the next one waits for it. */
let left = false
let was = false
if (typeof window !== 'undefined') for (const event of ['pagehide', 'pageshow']) addEventListener(event, () => (left = event === 'pagehide'))

function attentive(): boolean {
  if (!left) was = document.visibilityState === 'visible' && document.hasFocus()
  return was
}

/** True while the person looks at this window: only then is anything read. */
export function useAttention(): boolean {
  return useSyncExternalStore(subscribe, attentive, () => false)
}

/** A page that returns does not wait to reconnect. */
export function useReturn(): void {
  const client = useClient()
  useEffect(() => {
    const stop = new AbortController()
    const comeBack = () => client.status.get().at === 'offline' && document.visibilityState === 'visible' && client.reconnectNow()
    document.addEventListener('visibilitychange', comeBack, { signal: stop.signal })
    addEventListener('online', comeBack, { signal: stop.signal })
    return () => stop.abort()
  }, [client])
}
