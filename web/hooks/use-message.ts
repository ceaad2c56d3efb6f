import type { Message } from '@parley/protocol'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { useClient } from './use-client.ts'

/** A message by its id: live while its timeline has it, else as it was when it was asked for; null where it may not be read. */
export function useMessage(channelId: string, messageId: string): Message | null | undefined {
  const client = useClient()
  const get = useCallback(
    () =>
      client
        .timeline(channelId)
        .get()
        .entries.find(({ id }) => id === messageId),
    [client, channelId, messageId],
  )
  const subscribe = useCallback((listener: () => void) => client.timeline(channelId).subscribe(listener), [client, channelId])
  const here = useSyncExternalStore(subscribe, get, get)
  const [asked, setAsked] = useState<Message | null>()
  const missing = !here
  useEffect(() => {
    if (!missing) return
    let wanted = true
    client.call('message.get', { messageId }).then(
      (found) => wanted && setAsked(found),
      () => wanted && setAsked(null),
    )
    return () => {
      wanted = false
    }
  }, [client, messageId, missing])
  return here ?? asked
}
