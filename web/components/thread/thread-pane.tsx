'use client'

import type { Conversation } from '@parley/client'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useConversationName, usePathOf } from '../../hooks/use-conversation.ts'
import { DETAILS_PX, useShell } from '../../hooks/use-shell.ts'
import { useThread } from '../../hooks/use-thread.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { signedName } from '../../lib/conversation.ts'
import { isTouch } from '../../lib/focus.ts'
import { navigate } from '../../lib/navigate.ts'
import type { Parts } from '../conversation/conversation-pane.tsx'
import { Separator } from '../ui/separator.tsx'
import { ThreadComposer } from './thread-composer.tsx'
import { ThreadHead } from './thread-head.tsx'
import { ThreadParent } from './thread-parent.tsx'

interface Props {
  parts: Parts
  conversation: Conversation
  /** The number of the message. */
  seq: number
  reply: number | null
}

/** Beside the conversation: what was replied to one of its messages. The address says which, so that back closes it. */
export function ThreadPane({ parts: { Talk, TypingLine, Composer }, conversation, seq, reply }: Props) {
  const words = useThreadWords()
  const { details } = useShell()
  const pathOf = usePathOf()
  const here = useThread(conversation, seq)
  const heading = useRef<HTMLHeadingElement>(null)
  const [sends, setSends] = useState(0)
  const [editing, setEditing] = useState<string | null>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const name = signedName(conversation, useConversationName(conversation))
  useEffect(() => {
    if (isTouch()) heading.current?.focus({ preventScroll: true })
  }, [])
  const close = () => leave(pathOf(conversation), seq)
  const endEdit = () => {
    setEditing(null)
    field.current?.focus()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return
    event.preventDefault()
    close()
  }
  return (
    <aside className="details thread" aria-label={words.thread} onKeyDown={press}>
      <Separator label={words.thread} width={details.width} bounds={DETAILS_PX} side="start" onResize={details.resize} />
      <ThreadHead ref={heading} thread={here.thread} channel={name} link={pathOf(conversation, seq)} onClose={close} />
      <ThreadParent parent={here.parent} />
      {here.thread ? (
        <Talk
          key={here.thread.channel.id}
          conversation={here.thread}
          seq={reply}
          sends={sends}
          editing={editing}
          onEdit={setEditing}
          onEditEnd={endEdit}
          label={words.repliesList}
        />
      ) : (
        <Empty waits={here.threadId !== null} />
      )}
      {here.threadId && <TypingLine channelId={here.threadId} />}
      {here.parent && (
        <ThreadComposer
          ref={field}
          Composer={Composer}
          conversation={conversation}
          parentId={here.parent.id}
          here={here}
          name={name}
          onSent={() => setSends((before) => before + 1)}
          onEdit={setEditing}
        />
      )}
    </aside>
  )
}

/** Back to the message, once the pane is gone: on a phone it hid the whole conversation, and what is hidden takes no focus. */
function leave(path: string, seq: number): void {
  navigate(path)
  setTimeout(() => document.querySelector<HTMLElement>(`.main article[data-seq="${seq}"]`)?.focus({ preventScroll: true }))
}

function Empty({ waits }: { waits: boolean }) {
  const { noReplies } = useThreadWords()
  return <div className="thread-empty">{!waits && <p>{noReplies}</p>}</div>
}
