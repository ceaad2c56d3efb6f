'use client'

import { useMemo } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useNow } from '../../hooks/use-now.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { pauseName, secondsLeft } from '../../lib/pauses.ts'

/** How slow the channel is, and how long one waits still. What is sent too early waits in the outbox and goes by itself. */
export function SlowLine({ channelId, slowMs }: { channelId: string; slowMs: number }) {
  const { client, me } = useSession()
  const say = usePeopleWords()
  const view = useReadable(useMemo(() => client.timeline(channelId), [client, channelId]))
  const last = view.entries.findLast((entry) => entry.authorId === me.id && !entry.sending)
  const now = useNow(1_000)
  const left = last ? secondsLeft(last.createdAt + slowMs - now) : ''
  return <p className="under">{left === '' ? say.slowly(pauseName(slowMs, say.pauses)) : say.waiting(left)}</p>
}
