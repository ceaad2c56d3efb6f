'use client'

import type { Conversation } from '@parley/client'
import { type RefObject, useCallback, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useJump } from '../../hooks/use-jump.ts'
import { usePlace } from '../../hooks/use-place.ts'
import type { Stretch } from '../../lib/rail.ts'
import { laterPart } from '../later.tsx'

const JumpToNew = laterPart(async () => (await import('./jump-to-new.tsx')).JumpToNew)
const HistoryRail = laterPart(async () => (await import('./history-rail.tsx')).HistoryRail)

interface Props {
  conversation: Conversation
  /** Of the whole history, where it is long enough for a rail. */
  stretch: Stretch | null
  scroller: RefObject<HTMLElement | null>
  newFrom: number | null
  rows: unknown
}

/** What lies over the timeline and knows where in the whole history the person stands. */
export function TimelineAids({ conversation, stretch, scroller, newFrom, rows }: Props) {
  const client = useClient()
  const { channel } = conversation
  const { seq, lineAbove } = usePlace(scroller, newFrom, rows)
  const { toSeq } = useJump(conversation)
  const [dismissed, setDismissed] = useState<number | null>(null)
  const dateOf = useCallback(
    async (around: number) => (await client.call('message.page', { channelId: channel.id, around, limit: 1 })).messages[0]?.createdAt ?? null,
    [client, channel.id],
  )
  return (
    <>
      {lineAbove && newFrom !== null && dismissed !== newFrom && (
        <JumpToNew count={channel.lastSeq - newFrom + 1} onJump={() => toSeq(newFrom)} onDismiss={() => setDismissed(newFrom)} />
      )}
      {stretch && <HistoryRail stretch={stretch} seq={seq ?? stretch.last} dateOf={dateOf} onGo={toSeq} />}
    </>
  )
}
