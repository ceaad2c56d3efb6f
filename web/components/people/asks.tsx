'use client'

import type { Entry } from '@parley/client'
import type { Answer } from '@parley/protocol'
import { useCallback, useEffect, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { PollBody } from './poll-body.tsx'
import { PriorityLine } from './priority-line.tsx'

export type Mine = Answer<'message.answer'>

/** What a message asks of its readers, and what one answered oneself: no row tells that, so it is asked for. */
export function Asks({ entry }: { entry: Entry }) {
  const client = useClient()
  const { id: messageId, sending } = entry
  const [mine, setMine] = useState<Mine | null>(null)
  const look = useCallback(() => {
    if (!sending) client.call('message.answer', { messageId }).then(setMine, () => {})
  }, [client, messageId, sending])
  useEffect(look, [look])
  const choose = (choices: number[]) => setMine((now) => now && { ...now, choices })
  return (
    <>
      {entry.priority && <PriorityLine entry={entry} priority={entry.priority} mine={mine} onAnswered={look} />}
      {entry.poll && <PollBody entry={entry} poll={entry.poll} mine={mine} onChoose={choose} onRefused={look} />}
    </>
  )
}
