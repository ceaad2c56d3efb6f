'use client'

import type { Conversation, TimelineView } from '@parley/client'
import { useConversationName } from '../../hooks/use-conversation.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isDirect, signedName } from '../../lib/conversation.ts'

/** What stands above the oldest message shown: that it is coming, that it could not, or that this is where it began. */
export function TimelineTop({ conversation, view, empty, onRetry }: { conversation: Conversation; view: TimelineView; empty: boolean; onRetry: () => void }) {
  const say = useWords()
  if (view.error) {
    return (
      <p className="line-note" role="alert">
        {say.timeline.notLoaded}{' '}
        <button type="button" className="link" onClick={onRetry}>
          {say.general.tryAgain}
        </button>
      </p>
    )
  }
  if (!view.loaded || (view.atStart && conversation.channel.kind === 'thread')) return null
  return view.atStart ? (
    <Beginning conversation={conversation} empty={empty} />
  ) : (
    <p className="line-note">{view.loading === 'older' ? say.timeline.loading : '\u00a0'}</p>
  )
}

function Beginning({ conversation, empty }: { conversation: Conversation; empty: boolean }) {
  const say = useWords().timeline
  const name = signedName(conversation, useConversationName(conversation))
  const { topic } = conversation.channel
  const words = isDirect(conversation) ? say.onlyThese : empty && !topic ? say.firstWord : ''
  return (
    <div className="beginning">
      <h2 dir="auto">{name}</h2>
      <p>
        {say.begins} {words}
        <bdi dir="auto">{topic}</bdi>
      </p>
    </div>
  )
}
