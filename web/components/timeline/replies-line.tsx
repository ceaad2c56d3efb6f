'use client'

import type { Entry } from '@parley/client'
import type { ThreadSummary } from '@parley/protocol'
import { CircleCheck } from 'lucide-react'
import { useUnreadReplies } from '../../hooks/use-follows.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useNow } from '../../hooks/use-now.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { NavLink } from '../ui/nav-link.tsx'

const FACES = 3

/** Under a message: who replied, how often, and the way there. Its height is kept before its code is here. */
export function RepliesLine({ entry, thread }: { entry: Entry; thread: ThreadSummary }) {
  const path = useActions().threadPath(entry)
  const words = useThreadWords()
  const { ago, whole } = useFormats()
  const now = useNow(60_000)
  const replies = words.replies(thread.lastSeq)
  const title = thread.title ?? ''
  const unread = useUnreadReplies(thread.channelId, thread.lastSeq)
  if (path === null) return <div className="replies" />
  return (
    <div className="replies">
      <NavLink href={path}>
        <span className="replies-faces">
          {thread.faces.slice(0, FACES).map((id) => (
            <Avatar key={id} userId={id} size="xs" />
          ))}
        </span>
        {title && <b dir="auto">{title}</b>}
        <span className="replies-count">{replies}</span>
        {unread > 0 && <span className="replies-unread">{words.unread(unread)}</span>}
        {thread.resolvedAt === undefined ? (
          <small title={whole(thread.lastAt)}>{words.lastReply(ago(thread.lastAt, now))}</small>
        ) : (
          <small className="resolved">
            <CircleCheck size={13} aria-hidden="true" /> {words.resolved}
          </small>
        )}
        <span className="visually-hidden">{words.openThread}</span>
      </NavLink>
    </div>
  )
}
