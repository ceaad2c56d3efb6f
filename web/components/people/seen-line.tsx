'use client'

import { useMemo } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { seenOf } from '../../lib/seen.ts'

const NAMED = 2

/** Who has seen the last message, where it is one's own and the people are few. Of a large channel the server tells nothing, and nothing is said. */
export function SeenLine({ channelId, people }: { channelId: string; people: readonly string[] }) {
  const { client, me } = useSession()
  const say = usePeopleWords()
  const lookup = useDirectory()
  const marks = useReadable(useMemo(() => seenOf(client).in(channelId), [client, channelId]))
  const view = useReadable(useMemo(() => client.timeline(channelId), [client, channelId]))
  const last = view.atEnd ? view.entries.findLast((entry) => !entry.sending) : undefined
  if (!last || last.authorId !== me.id || last.deleted) return null
  const readers = [...marks].filter(([userId, seq]) => userId !== me.id && seq >= last.seq).map(([userId]) => userId)
  if (readers.length === 0) return null
  const names = readers.slice(0, NAMED).map((id) => lookup(id)?.name.split(' ')[0] ?? '…')
  const words = () => {
    if (people.length === 2) return say.seen
    if (people.length > 0 && readers.length === people.length - 1) return say.seenByAll
    return readers.length > NAMED ? say.seenByMore(names.join(', '), readers.length - NAMED) : say.seenBy(names.join(', '))
  }
  return (
    <p className="under" data-seen={readers.length}>
      {words()}
    </p>
  )
}
