'use client'

import type { Conversation } from '@parley/client'
import clsx from 'clsx'
import { Lock, PencilLine } from 'lucide-react'
import { type DragEvent, memo } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationName, usePathOf } from '../../hooks/use-conversation.ts'
import { useHasDraft } from '../../hooks/use-draft.ts'
import { useRowMarks } from '../../hooks/use-row-marks.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { isDirect, looksAlike, othersIn } from '../../lib/conversation.ts'
import { CHANNEL_TYPE } from '../../lib/drag.ts'
import { countOf } from '../../lib/sections.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { PeoplePart } from '../people/later.tsx'
import { Avatar, GroupAvatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NavLink } from '../ui/nav-link.tsx'

interface Props {
  conversation: Conversation
  onMenu: (conversation: Conversation, x: number, y: number) => void
}

/** One conversation of the sidebar: unread is weight and a number, red where it is meant for oneself; what is muted is quiet. */
export const ConversationRow = memo(Row, (a, b) => a.onMenu === b.onMenu && looksAlike(a.conversation, b.conversation))

function Row({ conversation, onMenu }: Props) {
  const { channel, membership, unread } = conversation
  const { here, stop } = useRowMarks(channel.id)
  const words = useShellWords()
  const name = useConversationName(conversation)
  const pathOf = usePathOf()
  const drag = (event: DragEvent) => {
    event.dataTransfer.setData(CHANNEL_TYPE, channel.id)
    event.dataTransfer.effectAllowed = 'move'
  }
  return (
    <div className="row-place">
      <NavLink
        href={pathOf(conversation)}
        className={clsx('row', here && 'on', countOf(conversation) > 0 && 'new', membership?.muted && 'mute')}
        aria-current={here ? 'page' : undefined}
        data-channel-id={channel.id}
        data-unread={unread}
        data-stop={channel.id}
        tabIndex={stop ? 0 : -1}
        onDragStart={drag}
      >
        <ConversationMark conversation={conversation} />
        <span className="row-name" dir="auto">
          {name}
        </span>
        {isDirect(conversation) && <PeoplePart is="direct" conversation={conversation} />}
        {!here && <DraftMark channelId={channel.id} />}
        <Count conversation={conversation} />
      </NavLink>
      <IconButton label={words.options(name)} className="row-more" tabIndex={-1} onClick={(event) => onMenu(conversation, event.clientX, event.clientY)} />
    </div>
  )
}

function Count({ conversation }: { conversation: Conversation }) {
  const words = useShellWords()
  const { number } = useFormats()
  const count = conversation.mentions || countOf(conversation)
  if (count === 0) return null
  return (
    <span className={clsx('n', (conversation.mentions > 0 || isDirect(conversation)) && 'mention')}>
      {count > 999 ? `${number(999)}+` : number(count)}
      <span className="visually-hidden"> {conversation.mentions > 0 ? words.meant : words.unread}</span>
    </span>
  )
}

/** A quiet pencil where something is written and not sent. */
function DraftMark({ channelId }: { channelId: string }) {
  const { draft } = useWritingWords()
  return useHasDraft(channelId) ? <PencilLine className="row-draft" aria-label={draft} /> : null
}

/** A letter and not a picture: each picture in a long list costs every frame. */
const PUBLIC = <span className="row-sign" aria-hidden="true" />

/** # for public, a lock for private, a face for one person, a number for several. */
export function ConversationMark({ conversation }: { conversation: Conversation }) {
  const { me } = useSession()
  const { general } = useWords()
  const { channel } = conversation
  if (channel.kind === 'public') return PUBLIC
  if (channel.kind !== 'direct') return <Lock size={15} aria-label={general.private} />
  const others = othersIn(conversation, me.id)
  return others.length === 1 ? <Avatar userId={others[0] ?? ''} size="s" presence /> : <GroupAvatar id={channel.id} count={others.length} />
}
