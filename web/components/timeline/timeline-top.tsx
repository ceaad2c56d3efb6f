'use client'

import type { Conversation, TimelineView } from '@parley/client'
import { useConversationName } from '../../hooks/use-conversation.ts'
import { isDirect, signedName } from '../../lib/conversation.ts'

/** What stands above the oldest message shown: that it is coming, that it could not, or that this is where it began. */
export function TimelineTop({ conversation, view, empty, onRetry }: { conversation: Conversation; view: TimelineView; empty: boolean; onRetry: () => void }) {
  if (view.error) {
    return (
      <p className="line-note" role="alert">
        Messages could not be loaded.{' '}
        <button type="button" className="link" onClick={onRetry}>
          Try again
        </button>
      </p>
    )
  }
  if (!view.loaded) return null
  return view.atStart ? (
    <Beginning conversation={conversation} empty={empty} />
  ) : (
    <p className="line-note">{view.loading === 'older' ? 'Loading…' : '\u00a0'}</p>
  )
}

function Beginning({ conversation, empty }: { conversation: Conversation; empty: boolean }) {
  const name = signedName(conversation, useConversationName(conversation))
  const words = isDirect(conversation)
    ? 'Only the people in this conversation can read it.'
    : conversation.channel.topic || (empty ? 'Say the first word.' : '')
  return (
    <div className="beginning">
      <h2>{name}</h2>
      <p>This is where it begins. {words}</p>
    </div>
  )
}
