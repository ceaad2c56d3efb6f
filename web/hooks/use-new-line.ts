import type { Conversation } from '@parley/client'
import { useEffect, useMemo, useState } from 'react'
import { isMine } from '../lib/conversation.ts'
import { useClient } from './use-client.ts'

export interface NewLine {
  /** The number of the first message that is new, where a line is drawn; it stays while the conversation is open. */
  from: number | null
  /** True after "mark unread from here", until the person moves on: nothing is read by merely looking. */
  held: boolean
  markUnread(seq: number): Promise<void>
  release(): void
}

/** Where the new messages begin: at opening, after looking away, or where the person said. */
export function useNewLine(conversation: Conversation, attentive: boolean): NewLine {
  const client = useClient()
  const { channel, readSeq, unread } = conversation
  const waiting = isMine(conversation) && unread > 0
  const [from, setFrom] = useState<number | null>(waiting ? readSeq + 1 : null)
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!attentive && waiting) setFrom(readSeq + 1)
  }, [attentive, waiting, readSeq])

  return useMemo(
    () => ({
      from,
      held,
      async markUnread(seq) {
        setHeld(true)
        await client.markUnread(channel.id, seq)
        setFrom(seq)
      },
      release: () => setHeld(false),
    }),
    [client, channel.id, from, held],
  )
}
