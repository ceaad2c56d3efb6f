'use client'

import { Check } from 'lucide-react'
import type { Waiting } from '../../hooks/use-inbox.ts'
import { useNow } from '../../hooks/use-now.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { useUser } from '../../hooks/use-users.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { summaryOfContent } from '../../lib/markdown/trees.ts'
import { Avatar } from '../ui/avatar.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NavLink } from '../ui/nav-link.tsx'

const SHOWN_CHARS = 240

/** One thing that waits: who said what and where, the way there, and the way to be done with it. */
export function InboxRow({ one, onDone }: { one: Waiting; onDone: () => void }) {
  const words = useThreadWords()
  const { ago, whole, number } = useFormats()
  const now = useNow(60_000)
  const author = useUser(one.authorId ?? '')?.name ?? ''
  const title = one.title || author || '…'
  const text = summaryOfContent(one.text.slice(0, SHOWN_CHARS))
  return (
    <li className="inbox-row">
      <NavLink href={one.path} className="search-result" data-key={one.key}>
        <Avatar userId={one.authorId ?? one.channelId} />
        <span className="search-words">
          <span className="search-head">
            <b dir="auto">{title.slice(0, SHOWN_CHARS)}</b>
            {one.place && <span dir="auto">{one.place}</span>}
            <time title={whole(one.at)}>{ago(one.at, now)}</time>
            <span className={one.kind === 'mention' ? 'inbox-count mention' : 'inbox-count'}>
              <span aria-hidden="true">{one.kind === 'mention' ? '@' : number(one.unread)}</span>
              <span className="visually-hidden">{words.unread(one.unread)}</span>
            </span>
          </span>
          <span className="search-text" dir="auto">
            {one.title && author && one.kind !== 'direct' ? `${author}: ${text}` : text}
          </span>
        </span>
      </NavLink>
      <IconButton label={words.done} tabIndex={-1} onClick={onDone}>
        <Check size={18} />
      </IconButton>
    </li>
  )
}
