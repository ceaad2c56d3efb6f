'use client'

import type { Entry } from '@parley/client'
import clsx from 'clsx'
import { type CSSProperties, use, useState } from 'react'
import { NamesContext } from '../../hooks/use-names.ts'
import { useUser } from '../../hooks/use-users.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { isWild } from '../../lib/characters.ts'
import { laterPart } from '../later.tsx'
import { PeoplePart } from '../people/later.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { MessageBody } from './message-body.tsx'

const MessageEditor = laterPart(async () => (await import('./message-editor.tsx')).MessageEditor, <div className="editor" />)
const MessageTools = laterPart(async () => (await import('./message-tools.tsx')).MessageTools)
const MovedNote = laterPart(async () => (await import('../thread/moved-note.tsx')).MovedNote, <div className="body">&nbsp;</div>)
const RepliesLine = laterPart(async () => (await import('./replies-line.tsx')).RepliesLine, <div className="replies" />)
const Reactions = laterPart(async () => (await import('../reactions/reactions.tsx')).Reactions, <div className="reactions" />)
const AboveWords = laterPart(async () => (await import('./above-words.tsx')).AboveWords, <div className="quoted" />)
const Unfolded = laterPart(async () => (await import('./unfolded.tsx')).Unfolded)
const NotSent = laterPart(async () => (await import('./not-sent.tsx')).NotSent)

interface Props {
  entry: Entry
  first: boolean
  target: boolean
  editing: boolean
  last: boolean
}

/**
 * One message. The first of a group shows who and when; the others show when under the pointer.
 * What can be done with it is drawn once the pointer or the focus has come to it: for two hundred rows it is most of the page. A row that is scrolled under
 * the pointer is not come to.
 */
export function MessageTile({ entry, first, target, editing, last }: Props) {
  const [near, setNear] = useState(false)
  const mentioned = use(NamesContext).isMine(entry)
  const come = () => setNear(true)
  return (
    <article
      className={clsx('msg', first && 'first', target && 'target', entry.sending, editing && 'editing', mentioned && 'mentions')}
      data-message-id={entry.id}
      data-seq={entry.seq}
      tabIndex={last ? 0 : -1}
      onPointerMove={come}
      onPointerDown={come}
      onFocus={come}
    >
      {first ? <Avatar userId={entry.authorId} /> : <Time at={entry.createdAt} className="gut" />}
      <div className="msg-main">
        {first && <Author userId={entry.authorId} at={entry.createdAt} />}
        {(entry.replyTo || entry.refId || entry.pinned) && !entry.deleted && <AboveWords entry={entry} />}
        {editing ? <MessageEditor entry={entry} /> : <Words entry={entry} />}
        {entry.content.includes('/c/') && <Unfolded content={entry.content} />}
        {(entry.poll || entry.priority) && (
          <div className="asks" style={{ '--options': entry.poll?.options.length ?? 0 } as CSSProperties}>
            <PeoplePart is="asks" entry={entry} />
          </div>
        )}
        {entry.marks?.length ? <Reactions entry={entry} /> : null}
        {entry.thread && <RepliesLine entry={entry} thread={entry.thread} />}
        {entry.sending === 'failed' && <NotSent entry={entry} />}
      </div>
      {near && !entry.sending && !entry.deleted && !editing && <MessageTools entry={entry} />}
    </article>
  )
}

function Author({ userId, at }: { userId: string; at: number }) {
  const user = useUser(userId)
  const { bot } = useWords().timeline
  return (
    <header className="msg-head">
      <span className={clsx('who', isWild(user?.name ?? '') && 'wild')} dir="auto">
        {user?.name ?? '…'}
      </span>
      {user?.kind === 'bot' && <span className="tag">{bot}</span>}
      <Time at={at} />
      {(user?.status || user?.quiet) && <PeoplePart is="status" user={user} />}
    </header>
  )
}

function Time({ at, className }: { at: number; className?: string }) {
  const { whole, clock } = useFormats()
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={whole(at)}>
      {clock(at)}
    </time>
  )
}

function Words({ entry }: { entry: Entry }) {
  const { deleted } = useWords().timeline
  if (entry.moved) return <MovedNote entry={entry} />
  if (entry.deleted) return <div className="body tombstone">{deleted}</div>
  return <MessageBody content={entry.content} editedAt={entry.editedAt} />
}
