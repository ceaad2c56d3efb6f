'use client'

import type { Message } from '@parley/protocol'
import { useSession } from '../../hooks/use-client.ts'
import { useConversations, usePathOf } from '../../hooks/use-conversation.ts'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import type { useSearch } from '../../hooks/use-search.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { conversationName, isDirect, signedName } from '../../lib/conversation.ts'
import { pathTo } from '../../lib/go-to.ts'
import { excerpt, highlight } from '../../lib/highlight.ts'
import { summaryOfContent } from '../../lib/markdown/trees.ts'
import { SkeletonLines } from '../skeleton.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { NavLink } from '../ui/nav-link.tsx'

/** What was found, or why there is nothing. */
export function SearchResults({ q, search }: { q: string; search: ReturnType<typeof useSearch> }) {
  const words = usePaneWords()
  const { found, failure, loading, more } = search
  return (
    <div className="search-scroll">
      <p className="search-note" role="status">
        {q === '' && words.searchBegin}
        {q !== '' && loading && !found && <span className="visually-hidden">{words.searching}</span>}
        {found && (found.messages.length === 0 ? words.searchNone(q) : words.searchFound(found.messages.length, found.cursor !== null))}
      </p>
      {loading && !found && !failure && <SkeletonLines />}
      <ol className="search-list">
        {found?.messages.map((message) => (
          <Result key={message.id} message={message} q={q} />
        ))}
      </ol>
      {failure && (
        <p className="failure" role="alert">
          {failure}
        </p>
      )}
      {(failure || found?.cursor) && (
        <button type="button" className="button" disabled={loading} onClick={more}>
          {failure ? words.searchAgain : words.searchMore}
        </button>
      )}
    </div>
  )
}

function Result({ message, q }: { message: Message; q: string }) {
  const { client, me } = useSession()
  const words = usePaneWords()
  const { shortDate, whole } = useFormats()
  const lookup = useDirectory()
  const pathOf = usePathOf()
  const place = useConversations().find((one) => one.channel.id === message.channelId)
  // A direct conversation is named after its people: "Mira in Mira" says nothing.
  const where = place ? (isDirect(place) && place.people.length === 2 ? '' : signedName(place, conversationName(place, me.id, lookup))) : words.elsewhere
  return (
    <li>
      <NavLink href={pathTo(client, message.channelId, pathOf, message.seq)} className="search-result">
        <Avatar userId={message.authorId} size="m" />
        <span className="search-words">
          <span className="search-head">
            <b dir="auto">{lookup(message.authorId)?.name ?? '…'}</b>
            {where && <span dir="auto">{where}</span>}
            <time title={whole(message.createdAt)}>{shortDate(message.createdAt)}</time>
          </span>
          <span className="search-text" dir="auto">
            {highlight(excerpt(summaryOfContent(message.content), q), q).map((part, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text never change their order
              <Part key={index} {...part} />
            ))}
          </span>
        </span>
      </NavLink>
    </li>
  )
}

function Part({ text, found }: { text: string; found: boolean }) {
  return found ? <mark>{text}</mark> : text
}
