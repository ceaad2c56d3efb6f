'use client'

import type { Conversation, Entry } from '@parley/client'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useAttention } from '../../hooks/use-attention.ts'
import { useSession } from '../../hooks/use-client.ts'
import { type ConversationRoute, useConversationName } from '../../hooks/use-conversation.ts'
import { useNewLine } from '../../hooks/use-new-line.ts'
import { type Shell, useShell } from '../../hooks/use-shell.ts'
import { useSpokenMessages } from '../../hooks/use-spoken.ts'
import { afterPaint } from '../../lib/after-paint.ts'
import { mayWrite, signedName } from '../../lib/conversation.ts'
import { focusMessages, isCovered, isTouch } from '../../lib/focus.ts'
import { Composer } from '../composer/composer.tsx'
import { TypingLine } from '../composer/typing-line.tsx'
import { laterPart } from '../later.tsx'
import { PeoplePart } from '../people/later.tsx'
import { TimelineList } from '../timeline/timeline-list.tsx'
import { ConversationHeader } from './header.tsx'

const InsteadOfComposer = laterPart(async () => (await import('./instead-of-composer.tsx')).InsteadOfComposer, <div className="instead" />)
const ThreadPane = laterPart(async () => (await import('../thread/thread-pane.tsx')).ThreadPane, <aside className="details thread" />)
const ReplyLine = laterPart(async () => (await import('../timeline/reply-line.tsx')).ReplyLine)
const WideConfirm = laterPart(async () => (await import('./wide-confirm.tsx')).WideConfirm)
const Details = laterPart(async () => (await import('./details.tsx')).Details)

/** Perhaps for everybody; the server knows better what is code. */
const WIDE = /(?:^|\s)@(?:channel|everyone|here)\b/i

/** One conversation: its header, what was said, and where to write. */
export function ConversationPane({ conversation, route }: { conversation: Conversation; route: ConversationRoute }) {
  const { client, me } = useSession()
  const { channel } = conversation
  const { thread } = route
  const seq = useOwnSeq(route)
  const { details } = useShell()
  const [editing, setEditing] = useState<string | null>(null)
  const composer = useRef<HTMLTextAreaElement>(null)
  const name = signedName(conversation, useConversationName(conversation))
  useArrivalFocus()
  useClosedWhereItCovers(details)

  const endEdit = () => {
    setEditing(null)
    composer.current?.focus()
  }
  const { replied, reply, send, sends, asking, setAsking } = useSend(channel.id, composer)
  const editLast = useCallback(() => {
    const { entries } = client.timeline(channel.id).get()
    const last = entries.findLast((entry) => entry.authorId === me.id && !entry.deleted && !entry.sending)
    if (last) setEditing(last.id)
  }, [client, channel.id, me.id])
  return (
    <>
      <main className="main" data-covered={details.open || thread !== undefined || undefined}>
        <ConversationHeader conversation={conversation} details={details.open} onDetails={details.toggle} />
        <Talk conversation={conversation} seq={seq} sends={sends} editing={editing} onEdit={setEditing} onEditEnd={endEdit} onReply={reply} />
        {replied && <ReplyLine entry={replied} onCancel={() => reply(null)} />}
        <TypingLine channelId={channel.id} />
        <PeoplePart is="under" conversation={conversation} />
        {mayWrite(conversation, me) ? (
          <Composer ref={composer} channelId={channel.id} name={name} onSend={send} onEditLast={editLast} />
        ) : (
          <InsteadOfComposer conversation={conversation} />
        )}
      </main>
      {asking !== null && <WideConfirm channelId={channel.id} content={asking} field={composer} onSend={send} onClose={() => setAsking(null)} />}
      {thread && <ThreadPane key={route.seq} parts={parts} conversation={conversation} seq={route.seq ?? 0} reply={thread.reply} />}
      {details.open && !thread && <Details conversation={conversation} onClose={details.close} />}
    </>
  )
}

export type TalkProps = Omit<Parameters<typeof TimelineList>[0], 'attentive' | 'newLine'>

/** What was said, looked at and read, and said aloud. */
function Talk(props: TalkProps) {
  const attentive = useAttention()
  const newLine = useNewLine(props.conversation, attentive)
  useSpokenMessages(props.conversation)
  return <TimelineList attentive={attentive} newLine={newLine} {...props} />
}

/** What a thread is made of as well. It is handed over: code that comes later and asked for it would make the first load another. */
const parts = { Talk, Composer, TypingLine }
export type Parts = typeof parts

/** A thread that opens beside the messages moves nothing in them; who comes by its address finds what it hangs on. */
function useOwnSeq({ seq, thread }: ConversationRoute): number | null {
  const own = useRef(seq)
  if (!thread) own.current = seq
  return own.current
}

/** Sends from here, as an answer where one was begun; counts what was sent. */
function useSend(channelId: string, composer: RefObject<HTMLElement | null>) {
  const { client } = useSession()
  const [sends, setSends] = useState(0)
  const [asking, setAsking] = useState<string | null>(null)
  const [replied, setReplied] = useState<Entry | null>(null)
  const reply = (entry: Entry | null) => {
    setReplied(entry)
    composer.current?.focus()
  }
  const send = useCallback(
    (content: string, asked = !WIDE.test(content)) => {
      setAsking(asked ? null : content)
      if (!asked) return
      client.send(channelId, content, replied ? { replyTo: replied.id } : {})
      setReplied(null)
      setSends((before) => before + 1)
    },
    [client, channelId, replied],
  )
  return { replied, reply, send, sends, asking, setAsking }
}

/** The composer takes the focus where there is one; else the messages do, so that it is never lost. */
function useArrivalFocus(): void {
  useEffect(() => {
    afterPaint(() => {
      if (document.activeElement === document.body && !isTouch() && !isCovered()) focusMessages()
    })
  }, [])
}

/** Where details lie over the conversation, they do not lie over the next one. */
function useClosedWhereItCovers(details: Shell['details']): void {
  const first = useRef(details)
  useEffect(() => {
    if (first.current.open && matchMedia('(max-width: 1099px)').matches) first.current.close()
  }, [])
}
