'use client'

import type { Conversation } from '@parley/client'
import { useSession } from '../../hooks/use-client.ts'
import { useUser } from '../../hooks/use-users.ts'
import { othersIn } from '../../lib/conversation.ts'
import { StatusMark } from './status-mark.tsx'

/** The status of the one other person of a direct conversation. */
export function DirectStatus({ conversation, words }: { conversation: Conversation; words?: boolean }) {
  const others = othersIn(conversation, useSession().me.id)
  return others.length === 1 ? <StatusOf userId={others[0] ?? ''} words={words ?? false} /> : null
}

function StatusOf({ userId, words }: { userId: string; words: boolean }) {
  const user = useUser(userId)
  return user?.status || user?.quiet ? <StatusMark user={user} words={words} /> : null
}
