'use client'

import type { Conversation } from '@parley/client'
import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import { DETAILS_PX, useShell } from '../../hooks/use-shell.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { isDirect, isMine, mayAdminister } from '../../lib/conversation.ts'
import { ChannelRules } from '../people/channel-rules.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Separator } from '../ui/separator.tsx'
import { ChannelForm } from './channel-form.tsx'
import { ChannelSteps } from './channel-steps.tsx'
import { MemberList } from './member-list.tsx'
import { OwnSettings } from './own-settings.tsx'
import { Pins } from './pins.tsx'

/** Beside the conversation: what it is, who is in it, and what may be changed. */
export function Details({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { me } = useSession()
  const words = usePaneWords()
  const { shortDate, whole } = useFormats()
  const { details } = useShell()
  const { channel } = conversation
  const heading = useRef<HTMLHeadingElement>(null)
  const direct = isDirect(conversation)
  const may = mayAdminister(conversation, me)
  // The heading rather than the cross: a panel that opens is read from its beginning, and nothing looks pressed.
  const { takesFocus } = details
  useEffect(() => {
    if (takesFocus()) heading.current?.focus({ preventScroll: true })
  }, [takesFocus])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
    event.preventDefault()
    onClose()
  }
  return (
    <aside className="details" aria-label={words.details} onKeyDown={press}>
      <Separator label={words.detailsWidth} width={details.width} bounds={DETAILS_PX} side="start" onResize={details.resize} />
      <header className="head">
        <h2 ref={heading} tabIndex={-1}>
          {words.details}
        </h2>
        <div className="tools">
          <IconButton label={words.closeDetails} onClick={onClose}>
            <X size={18} />
          </IconButton>
        </div>
      </header>
      <div className="details-scroll">
        {!direct && (may ? <ChannelForm key={channel.rev} channel={channel} /> : <About title={words.topic} told={channel.topic || words.noTopic} />)}
        {!direct && may && <ChannelRules channel={channel} />}
        {isMine(conversation) && <OwnSettings conversation={conversation} />}
        <Pins conversation={conversation} />
        <MemberList conversation={conversation} may={may} />
        <About title={words.created} told={<time title={whole(channel.createdAt)}>{shortDate(channel.createdAt)}</time>} />
        {!direct && isMine(conversation) && <ChannelSteps conversation={conversation} may={may} />}
      </div>
    </aside>
  )
}

function About({ title, told }: { title: string; told: React.ReactNode }) {
  return (
    <section className="section">
      <h3>{title}</h3>
      <p dir="auto">{told}</p>
    </section>
  )
}
