'use client'

import { useConversationList } from '../../hooks/use-conversation.ts'
import { useThreadNews } from '../../hooks/use-follows.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { isDirect, isMine } from '../../lib/conversation.ts'

/** How much waits for this person themselves: mentions, people who wrote, threads with news. What is said in channels waits for nobody. */
export function InboxCount() {
  const { number } = useFormats()
  const all = useConversationList().filter(isMine)
  const people = all.filter((one) => isDirect(one) && one.unread > 0 && !one.membership?.muted)
  const threads = [...useThreadNews().values()].filter(({ lastSeq, readSeq, muted }) => !muted && lastSeq > readSeq)
  const count = all.reduce((sum, { mentions }) => sum + mentions, people.length + threads.length)
  return count > 0 && <span className="n">{number(count)}</span>
}
