'use client'

import type { Entry } from '@parley/client'
import { Forward, Pin, Reply } from 'lucide-react'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useMessage } from '../../hooks/use-message.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useDirectory, useUser } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { conversationName, signedName } from '../../lib/conversation.ts'
import { goTo } from '../../lib/go-to.ts'
import { spoken } from '../../lib/spoken.ts'

/** What stands above the words of a message: that it is pinned, where it came from, what it answers. One line each, as high while it is on its way. */
export function AboveWords({ entry }: { entry: Entry }) {
  return (
    <>
      {entry.pinned && <Pinned userId={entry.pinned.userId} />}
      {entry.refId && <Forwarded refId={entry.refId} channelId={entry.channelId} />}
      {entry.replyTo && <Quoted entry={entry} replyTo={entry.replyTo} />}
    </>
  )
}

function Pinned({ userId }: { userId: string }) {
  const words = useMarksWords()
  return (
    <div className="quoted">
      <Pin size={13} aria-hidden="true" />
      <span dir="auto">{words.pinnedBy(useUser(userId)?.name ?? '…')}</span>
    </div>
  )
}

/** Where it stood is named only where the reader may read it there. */
function Forwarded({ refId, channelId }: { refId: string; channelId: string }) {
  const client = useClient()
  const { me } = useSession()
  const lookup = useDirectory()
  const pathOf = usePathOf()
  const words = useMarksWords()
  const original = useMessage(channelId, refId)
  const from = client.conversations.get().find(({ channel }) => channel.id === original?.channelId)
  const line = (
    <>
      <Forward size={13} aria-hidden="true" />
      <span dir="auto">{original && from ? words.forwardedFrom(signedName(from, conversationName(from, me.id, lookup))) : words.forwarded}</span>
      {original && <Author userId={original.authorId} />}
    </>
  )
  if (!original || !from) return <div className="quoted plain">{line}</div>
  return (
    <button type="button" className="quoted plain" onClick={() => goTo(client, original.channelId, pathOf, original.seq)}>
      {line}
    </button>
  )
}

function Quoted({ entry, replyTo }: { entry: Entry; replyTo: string }) {
  const { goTo: go } = useActions()
  const words = useMarksWords()
  const { deleted } = useWords().timeline
  const original = useMessage(entry.channelId, replyTo)
  if (!original) return <div className="quoted">{original === null && words.notReadable}</div>
  const said = original.deleted ? deleted : spoken(original.content)
  return (
    <button type="button" className="quoted" onClick={() => go(original.seq)}>
      <Reply size={13} aria-hidden="true" />
      <span className="visually-hidden">{words.inReplyTo} </span>
      <Author userId={original.authorId} />
      <span dir="auto">{said}</span>
    </button>
  )
}

function Author({ userId }: { userId: string }) {
  return <b dir="auto">{useUser(userId)?.name ?? '…'}</b>
}
