'use client'

import { type Conversation, type Entry, newId } from '@parley/client'
import { useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationList } from '../../hooks/use-conversation.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { conversationName, isMine, signedName } from '../../lib/conversation.ts'
import { fold } from '../../lib/fuzzy.ts'
import { ConversationMark } from '../sidebar/conversation-row.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'

const MOST = 30

interface Props {
  entries: readonly Entry[]
  onForwarded?: () => void
  onClose: () => void
}

/** Chooses where messages are said again, in their order. */
export function ForwardDialog({ entries, onForwarded, onClose }: Props) {
  const { client, me } = useSession()
  const lookup = useDirectory()
  const words = useMarksWords()
  const { say } = useShell()
  const { busy, failure, run } = useRequest()
  // Under one id for all tries: what was said again is not said again twice.
  const [ids] = useState(() => entries.map(() => newId()))
  const [q, setQ] = useState('')
  const nameOf = (one: Conversation) => signedName(one, conversationName(one, me.id, lookup))
  const open = useConversationList().filter((one) => isMine(one) && one.channel.archivedAt === null)
  const found = open.filter((one) => fold(nameOf(one)).includes(fold(q.trim()))).slice(0, MOST)
  const forward = async (one: Conversation) => {
    const { id: channelId } = one.channel
    const all = async () => {
      for (const [at, { id: messageId }] of entries.entries()) await client.call('message.forward', { messageId, channelId, id: ids[at] })
    }
    if (!(await run(all))) return
    say(words.forwardedTo(nameOf(one)), true)
    onClose()
    onForwarded?.()
  }
  return (
    <Dialog title={words.forward} onClose={onClose}>
      <label className="find-line">
        <input
          type="search"
          aria-label={words.findConversation}
          placeholder={words.findConversation}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </label>
      <Failure words={failure} />
      <div className="list">
        {found.map((one) => (
          <button key={one.channel.id} type="button" className="list-row" disabled={busy} onClick={() => forward(one)}>
            <ConversationMark conversation={one} />
            <span dir="auto">{nameOf(one)}</span>
          </button>
        ))}
      </div>
      <p className="dialog-words" role="status">
        {found.length === 0 && words.nowhere}
      </p>
    </Dialog>
  )
}
