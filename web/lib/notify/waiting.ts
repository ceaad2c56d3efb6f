import type { Conversation } from '@parley/client'
import { isDirect, isMine } from '../conversation.ts'

/** How many messages wait for the person in all conversations, and how many of them are meant for them: mentions, and what is said directly. */
export function waiting(all: readonly Conversation[]): { unread: number; meant: number } {
  let [unread, meant] = [0, 0]
  for (const one of all) {
    if (!isMine(one)) continue
    meant += one.mentions
    if (one.membership?.muted) continue
    unread += one.unread
    // A mention in a direct conversation is one message, too.
    if (isDirect(one)) meant += Math.max(0, one.unread - one.mentions)
  }
  return { unread, meant }
}
