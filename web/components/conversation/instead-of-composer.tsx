'use client'

import type { Conversation } from '@parley/client'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isMine, mayAdminister } from '../../lib/conversation.ts'
import { Failure } from '../ui/failure.tsx'

/** What stands where nobody writes: why, and what can be done about it. */
export function InsteadOfComposer({ conversation }: { conversation: Conversation }) {
  if (conversation.channel.archivedAt !== null) return <ArchivedBar conversation={conversation} />
  return isMine(conversation) ? <ReadOnlyBar /> : <JoinBar conversation={conversation} />
}

/** For who is in a channel where only some write. */
function ReadOnlyBar() {
  return (
    <div className="instead">
      <p>{usePeopleWords().readOnly}</p>
    </div>
  )
}

/** For who looks into a public channel without being in it. */
function JoinBar({ conversation }: { conversation: Conversation }) {
  const client = useClient()
  const say = useWords().conversation
  const { channel } = conversation
  const { busy, failure, run } = useRequest()
  return (
    <div className="instead">
      <p>{say.visiting(`#${channel.name}`)}</p>
      <Failure words={failure} />
      <button type="button" className="button primary" disabled={busy} onClick={() => run(() => client.call('channel.join', { channelId: channel.id }))}>
        {say.join(`#${channel.name}`)}
      </button>
    </div>
  )
}

/** An archived channel is read, not written. */
function ArchivedBar({ conversation }: { conversation: Conversation }) {
  const { client, me } = useSession()
  const say = useWords().conversation
  const { channel } = conversation
  const { busy, failure, run } = useRequest()
  return (
    <div className="instead">
      <p>{say.archived}</p>
      <Failure words={failure} />
      {mayAdminister(conversation, me) && (
        <button
          type="button"
          className="button"
          disabled={busy}
          onClick={() => run(() => client.call('channel.update', { channelId: channel.id, archived: false }))}
        >
          {say.bringBack}
        </button>
      )}
    </div>
  )
}
