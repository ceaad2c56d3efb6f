'use client'

import type { Conversation } from '@parley/client'
import { useSession } from '../../hooks/use-client.ts'
import { mayAdminister } from '../../lib/conversation.ts'
import { SeenLine } from './seen-line.tsx'
import { SlowLine } from './slow-line.tsx'

/** Beside who is typing, where a place is kept: the pause of a slow channel, else who has seen the last message. */
export function UnderTimeline({ conversation }: { conversation: Conversation }) {
  const { me } = useSession()
  const { slowMs } = conversation.channel
  if (slowMs !== undefined && !mayAdminister(conversation, me)) return <SlowLine channelId={conversation.channel.id} slowMs={slowMs} />
  return <SeenLine key={conversation.channel.id} channelId={conversation.channel.id} people={conversation.people} />
}
