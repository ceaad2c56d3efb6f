'use client'

import type { Conversation } from '@parley/client'
import { ChevronLeft, Hash, Lock, PanelRight, Search } from 'lucide-react'
import { memo } from 'react'
import { useActionsHere } from '../../hooks/use-actions.ts'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationName } from '../../hooks/use-conversation.ts'
import { useMemberIds } from '../../hooks/use-members.ts'
import { usePresence } from '../../hooks/use-users.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { looksAlike, othersIn } from '../../lib/conversation.ts'
import { PeoplePart } from '../people/later.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NavLink } from '../ui/nav-link.tsx'

interface Props {
  conversation: Conversation
  details: boolean
  onDetails: () => void
}

/** Which conversation this is, and who is in it. What is said in it does not draw it again. */
export const ConversationHeader = memo(Header, (a, b) => a.details === b.details && a.onDetails === b.onDetails && looksAlike(a.conversation, b.conversation))

function Header({ conversation, details, onDetails }: Props) {
  const { channel } = conversation
  const { search } = useActionsHere()
  const say = useWords()
  const name = useConversationName(conversation)
  return (
    <header className="head">
      <NavLink href="/" className="tool back" aria-label={say.general.back}>
        <ChevronLeft size={22} />
      </NavLink>
      <h1>
        {channel.kind === 'public' && <Hash size={17} aria-hidden="true" />}
        {channel.kind === 'private' && <Lock size={15} aria-label={say.general.private} />}
        <span dir="auto">{name}</span>
      </h1>
      {channel.kind === 'direct' ? <DirectPresence conversation={conversation} /> : channel.topic && <p dir="auto">{channel.topic}</p>}
      {channel.kind !== 'direct' && <Faces conversation={conversation} onOpen={onDetails} />}
      <div className="tools">
        <IconButton label={say.conversation.search} onClick={search}>
          <Search size={18} />
        </IconButton>
        <IconButton label={say.conversation.details} data-opens="details" aria-expanded={details} onClick={onDetails}>
          <PanelRight size={18} />
        </IconButton>
      </div>
    </header>
  )
}

function Faces({ conversation, onOpen }: { conversation: Conversation; onOpen: () => void }) {
  const ids = useMemberIds(conversation)
  const { general } = useWords()
  const { number } = useFormats()
  if (ids.length === 0) return null
  return (
    <button type="button" className="faces" onClick={onOpen}>
      {ids.slice(0, 3).map((id) => (
        <Avatar key={id} userId={id} size="xs" />
      ))}
      <span className="faces-count">
        <span aria-hidden="true">{number(ids.length)}</span>
        <span className="visually-hidden">{general.members(ids.length)}</span>
      </span>
    </button>
  )
}

function DirectPresence({ conversation }: { conversation: Conversation }) {
  const { me } = useSession()
  const { conversation: say } = useWords()
  const others = othersIn(conversation, me.id)
  return others.length === 1 ? <PresenceWord userId={others[0] ?? ''} conversation={conversation} /> : <p>{say.people(others.length + 1)}</p>
}

function PresenceWord({ userId, conversation }: { userId: string; conversation: Conversation }) {
  const { presence } = useWords().conversation
  return (
    <p>
      {presence[usePresence(userId)]}
      <PeoplePart is="direct" conversation={conversation} words />
    </p>
  )
}
