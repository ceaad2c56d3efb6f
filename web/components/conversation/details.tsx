'use client'

import type { Conversation } from '@parley/client'
import { X } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isDirect, isMine, mayAdminister } from '../../lib/conversation.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { ChannelForm } from './channel-form.tsx'
import { ChannelSteps } from './channel-steps.tsx'
import { MemberList } from './member-list.tsx'

/** Beside the conversation: what it is, who is in it, and what may be changed. */
export function Details({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { me } = useSession()
  const say = useWords().conversation
  const { channel } = conversation
  const direct = isDirect(conversation)
  const may = mayAdminister(conversation, me)
  return (
    <aside className="details" aria-label={say.details} onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <header className="head">
        <h2>{say.details}</h2>
        <div className="tools">
          <IconButton label={say.closeDetails} onClick={onClose} autoFocus>
            <X size={18} />
          </IconButton>
        </div>
      </header>
      <div className="details-scroll">
        {!direct && (may ? <ChannelForm key={channel.rev} channel={channel} /> : <About topic={channel.topic} />)}
        <MemberList conversation={conversation} may={may} />
        {!direct && isMine(conversation) && <ChannelSteps conversation={conversation} may={may} />}
      </div>
    </aside>
  )
}

function About({ topic }: { topic: string }) {
  const say = useWords().conversation
  return (
    <section className="section">
      <h3>{say.topic}</h3>
      {topic ? <p dir="auto">{topic}</p> : <p>{say.noTopic}</p>}
    </section>
  )
}
