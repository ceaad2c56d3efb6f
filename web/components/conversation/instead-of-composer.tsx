'use client'

import type { Conversation } from '@parley/client'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { mayAdminister } from '../../lib/conversation.ts'
import { Failure } from '../ui/failure.tsx'

/** For who looks into a public channel without being in it. */
export function JoinBar({ conversation }: { conversation: Conversation }) {
  const client = useClient()
  const { channel } = conversation
  const { busy, failure, run } = useRequest()
  return (
    <div className="instead">
      <p>You are looking at #{channel.name} without being a member.</p>
      <Failure words={failure} />
      <button type="button" className="button primary" disabled={busy} onClick={() => run(() => client.call('channel.join', { channelId: channel.id }))}>
        Join #{channel.name}
      </button>
    </div>
  )
}

/** An archived channel is read, not written. */
export function ArchivedBar({ conversation }: { conversation: Conversation }) {
  const { client, me } = useSession()
  const { channel } = conversation
  const { busy, failure, run } = useRequest()
  return (
    <div className="instead">
      <p>This channel is archived. It can be read and searched, and nobody can write in it.</p>
      <Failure words={failure} />
      {mayAdminister(conversation, me) && (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => run(() => client.call('channel.update', { channelId: channel.id, archived: false }))}
        >
          Bring it back
        </button>
      )}
    </div>
  )
}
