'use client'

import type { Conversation } from '@parley/client'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useJump } from '../../hooks/use-jump.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { spoken } from '../../lib/spoken.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Failure } from '../ui/failure.tsx'

/** What is pinned here; pressed, it is gone to. Asked again whenever a pin comes or goes before one's eyes. */
export function Pins({ conversation }: { conversation: Conversation }) {
  const { id: channelId } = conversation.channel
  const seen = useReadable(useClient().timeline(channelId)).entries.flatMap(({ id, pinned }) => (pinned ? [id] : []))
  return <Pinned key={seen.join()} conversation={conversation} />
}

function Pinned({ conversation }: { conversation: Conversation }) {
  const words = useMarksWords()
  const nameOf = useDirectory()
  const { toSeq } = useJump(conversation)
  const { answer, failure } = useAnswer('message.pins', { channelId: conversation.channel.id })
  return (
    <section className="section">
      <h3>{words.pins}</h3>
      <Failure words={failure} />
      {answer?.messages.length === 0 && <p>{words.noPins}</p>}
      <div className="list">
        {answer?.messages.map(({ id, seq, authorId, content }) => (
          <button key={id} type="button" className="list-row" onClick={() => toSeq(seq)}>
            <Avatar userId={authorId} size="s" />
            <span className="list-main">
              <b dir="auto">{spoken(content)}</b>
              <small dir="auto">{nameOf(authorId)?.name ?? '…'}</small>
            </span>
          </button>
        ))}
      </div>
    </section>
  )
}
