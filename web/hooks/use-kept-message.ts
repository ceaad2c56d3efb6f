import type { Message } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from './use-client.ts'

/** A message by its id, asked for afresh: its words are kept nowhere but with it. Undefined while it is on its way, null where it may not be read. */
export function useKeptMessage(messageId: string | null): Message | null | undefined {
  const client = useClient()
  const [message, setMessage] = useState<Message | null | undefined>(undefined)
  useEffect(() => {
    if (!messageId) return
    let here = true
    client.call('message.get', { messageId }).then(
      (found) => here && setMessage(found.deleted ? null : found),
      () => here && setMessage(null),
    )
    return () => {
      here = false
    }
  }, [client, messageId])
  return message
}
