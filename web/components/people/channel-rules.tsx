'use client'

import type { Channel } from '@parley/protocol'
import { useClient } from '../../hooks/use-client.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { type Pause, pauseName, pauses } from '../../lib/pauses.ts'
import { Choice } from '../ui/choice.tsx'
import { Failure } from '../ui/failure.tsx'
import { Select } from '../ui/select.tsx'

const postings = ['everyone', 'admins'] as const

/** Who may write in a channel, and how often; for who may set it. */
export function ChannelRules({ channel }: { channel: Channel }) {
  const client = useClient()
  const words = usePeopleWords()
  const { busy, failure, run } = useRequest()
  const set = (change: { slowMs?: number; posting?: 'everyone' | 'admins' }) =>
    void run(() => client.call('channel.update', { channelId: channel.id, ...change }))
  const slowS = (channel.slowMs ?? 0) / 1_000
  const offered = pauses.includes(slowS as Pause) ? pauses : [...pauses, slowS]
  return (
    <section className="section rules" aria-label={words.rules}>
      <Choice
        legend={words.posting}
        options={postings.map((value) => ({ value, ...words.postings[value] }))}
        value={channel.posting ?? 'everyone'}
        disabled={busy}
        onChange={(posting) => set({ posting })}
      />
      <Select
        label={words.slow}
        options={offered.map((seconds) => ({ value: seconds, label: pauseName(seconds * 1_000, words.pauses) }))}
        value={slowS}
        disabled={busy}
        onChange={(seconds) => set({ slowMs: seconds * 1_000 })}
      />
      <Failure words={failure} />
    </section>
  )
}
