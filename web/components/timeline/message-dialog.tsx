'use client'

import { type Conversation, type Entry, newId } from '@parley/client'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient, useSession } from '../../hooks/use-client.ts'
import { useConversationList } from '../../hooks/use-conversation.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import type { Asked } from '../../hooks/use-message-actions.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { conversationName, isMine, signedName } from '../../lib/conversation.ts'
import { fold } from '../../lib/fuzzy.ts'
import { MarkdownBody } from '../markdown/body.tsx'
import { ConversationMark } from '../sidebar/conversation-row.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { WhyDialog } from './why-dialog.tsx'

/** What is asked about one message in a dialog. */
export function MessageDialog({ asked: { is, entry }, onClose }: { asked: Asked; onClose: () => void }) {
  if (is === 'why') return <WhyDialog entry={entry} onClose={onClose} />
  return is === 'forward' ? <ForwardDialog entry={entry} onClose={onClose} /> : <EditsDialog entry={entry} onClose={onClose} />
}

const MOST = 30

/** Chooses where a message is said again. */
function ForwardDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const client = useClient()
  const { me } = useSession()
  const lookup = useDirectory()
  const words = useMarksWords()
  const { say } = useShell()
  const { busy, failure, run } = useRequest()
  const [id] = useState(newId)
  const [q, setQ] = useState('')
  const nameOf = (one: Conversation) => signedName(one, conversationName(one, me.id, lookup))
  const open = useConversationList().filter((one) => isMine(one) && one.channel.archivedAt === null)
  const found = open.filter((one) => fold(nameOf(one)).includes(fold(q.trim()))).slice(0, MOST)
  const forward = async (one: Conversation) => {
    if (!(await run(() => client.call('message.forward', { messageId: entry.id, channelId: one.channel.id, id })))) return
    say(words.forwardedTo(nameOf(one)), true)
    onClose()
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

/** What a message said before, the latest first. */
function EditsDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const words = useMarksWords()
  const { whole } = useFormats()
  const { answer, failure } = useAnswer('message.edits', { messageId: entry.id })
  return (
    <Dialog title={words.edits} onClose={onClose}>
      <Failure words={failure} />
      <ol className="edits">
        {answer?.edits.map(({ version, content, editedAt }) => (
          <li key={version}>
            <small>{words.until(whole(editedAt))}</small>
            <MarkdownBody content={content} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
