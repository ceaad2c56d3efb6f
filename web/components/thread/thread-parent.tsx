'use client'

import type { Entry } from '@parley/client'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { useUser } from '../../hooks/use-users.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { MessageBody } from '../timeline/message-body.tsx'
import { Avatar } from '../ui/avatar.tsx'

/** The message that the thread hangs on, above the replies; a long one is scrolled by itself. */
export function ThreadParent({ parent }: { parent: Entry | null | undefined }) {
  const { parentGone } = useThreadWords()
  if (parent === undefined) return <div className="thread-parent" aria-hidden="true" />
  if (parent === null) return <p className="thread-parent line-note">{parentGone}</p>
  return <Parent parent={parent} />
}

function Parent({ parent }: { parent: Entry }) {
  const user = useUser(parent.authorId)
  const { deleted } = useWords().timeline
  const { replies } = useThreadWords()
  const { whole, clock } = useFormats()
  return (
    <div className="thread-parent">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long message is scrolled by keys */}
      <section className="thread-said" tabIndex={0} aria-label={user?.name ?? '…'}>
        <Avatar userId={parent.authorId} />
        <div className="msg-main">
          <header className="msg-head">
            <span className="who" dir="auto">
              {user?.name ?? '…'}
            </span>
            <time dateTime={new Date(parent.createdAt).toISOString()} title={whole(parent.createdAt)}>
              {clock(parent.createdAt)}
            </time>
          </header>
          {parent.deleted ? <div className="body tombstone">{deleted}</div> : <MessageBody content={parent.content} editedAt={parent.editedAt} />}
        </div>
      </section>
      <p className="thread-count">{parent.thread ? replies(parent.thread.lastSeq) : '\u00a0'}</p>
    </div>
  )
}
