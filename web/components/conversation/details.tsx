'use client'

import type { Conversation } from '@parley/client'
import { X } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { isDirect, isMine, mayAdminister } from '../../lib/conversation.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { ChannelForm } from './channel-form.tsx'
import { ChannelSteps } from './channel-steps.tsx'
import { MemberList } from './member-list.tsx'

/** Beside the conversation: what it is, who is in it, and what may be changed. */
export function Details({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { me } = useSession()
  const { channel } = conversation
  const direct = isDirect(conversation)
  const may = mayAdminister(conversation, me)
  return (
    <aside className="details" aria-label="Details" onKeyDown={(event) => event.key === 'Escape' && onClose()}>
      <header className="head">
        <h2>Details</h2>
        <div className="tools">
          <IconButton label="Close details" onClick={onClose} autoFocus>
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
  return (
    <section className="section">
      <h3>Topic</h3>
      <p>{topic || 'None yet.'}</p>
    </section>
  )
}
