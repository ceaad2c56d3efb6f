'use client'

import type { Message } from '@parley/protocol'
import { useClient } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useLaterRow } from '../../hooks/use-later-row.ts'
import { useUser } from '../../hooks/use-users.ts'
import { pathTo } from '../../lib/go-to.ts'
import { NavLink } from '../ui/nav-link.tsx'

/** A message that is kept in sight: who, where, its words, and the way to it. */
export function KeptMessage({ message }: { message: Message | null | undefined }) {
  const words = useLaterWords()
  if (message === null) return <p className="later-words later-gone">{words.gone}</p>
  if (message === undefined) return <p className="later-words">…</p>
  return <Found message={message} />
}

function Found({ message }: { message: Message }) {
  const client = useClient()
  const pathOf = usePathOf()
  const { placeOf, summary } = useLaterRow()
  const author = useUser(message.authorId)?.name ?? '…'
  return (
    <NavLink href={pathTo(client, message.channelId, pathOf, message.seq)} className="later-message">
      <b dir="auto">{author}</b> <span dir="auto">{placeOf(message.channelId)}</span>
      <span className="later-words" dir="auto">
        {summary(message.content)}
      </span>
    </NavLink>
  )
}
