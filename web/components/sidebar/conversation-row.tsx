'use client'

import type { Conversation } from '@parley/client'
import clsx from 'clsx'
import { Hash, Lock, PencilLine } from 'lucide-react'
import { memo } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationName, usePathOf } from '../../hooks/use-conversation.ts'
import { useHasDraft } from '../../hooks/use-draft.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { othersIn } from '../../lib/conversation.ts'
import { Avatar, GroupAvatar } from '../ui/avatar.tsx'
import { NavLink } from '../ui/nav-link.tsx'

/** One conversation of the sidebar: unread is weight and a number. */
export const ConversationRow = memo(function ConversationRow({ conversation, here }: { conversation: Conversation; here: boolean }) {
  const { channel, membership, unread } = conversation
  const name = useConversationName(conversation)
  const pathOf = usePathOf()
  const shown = membership?.muted ? 0 : unread
  return (
    <NavLink
      href={pathOf(conversation)}
      className={clsx('row', here && 'on', shown > 0 && 'new', membership?.muted && 'mute')}
      aria-current={here ? 'page' : undefined}
      data-channel-id={channel.id}
      data-unread={unread}
    >
      <ConversationMark conversation={conversation} />
      <span className="row-name">{name}</span>
      {!here && <DraftMark channelId={channel.id} />}
      {shown > 0 && (
        <span className="n">
          {shown > 999 ? '999+' : shown}
          <span className="visually-hidden"> unread</span>
        </span>
      )}
    </NavLink>
  )
})

/** A quiet pencil where something is written and not sent. */
function DraftMark({ channelId }: { channelId: string }) {
  const { draft } = useWritingWords()
  return useHasDraft(channelId) ? <PencilLine className="row-draft" aria-label={draft} /> : null
}

/** # for public, a lock for private, a face for one person, a number for several. */
export function ConversationMark({ conversation }: { conversation: Conversation }) {
  const { me } = useSession()
  const { channel } = conversation
  if (channel.kind === 'public') return <Hash size={16} aria-hidden="true" />
  if (channel.kind !== 'direct') return <Lock size={15} aria-label="Private" />
  const others = othersIn(conversation, me.id)
  return others.length === 1 ? <Avatar userId={others[0] ?? ''} size="s" presence /> : <GroupAvatar id={channel.id} count={others.length} />
}
