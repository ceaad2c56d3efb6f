import type { Conversation } from '@parley/client'
import { useCallback } from 'react'
import { navigate } from '../lib/navigate.ts'
import { useClient } from './use-client.ts'
import { usePathOf } from './use-conversation.ts'

export interface Jump {
  /** To the message of that number. */
  toSeq(seq: number): void
  /** To the first message sent at or after a time (Unix ms); to the last one if there is none. */
  toTime(at: number): Promise<void>
}

/** Moves through one conversation's history by its addresses, so that the way back is the browser's. */
export function useJump(conversation: Conversation): Jump {
  const client = useClient()
  const pathOf = usePathOf()
  const toSeq = useCallback((seq: number) => navigate(pathOf(conversation, seq)), [pathOf, conversation])
  const toTime = async (since: number) => {
    const page = await client.call('message.page', { channelId: conversation.channel.id, since, limit: 1 })
    toSeq(page.messages[0]?.seq ?? page.lastSeq)
  }
  return { toSeq, toTime }
}
