'use client'

import type { Conversation } from '@parley/client'
import { type Ref, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useShell } from '../../hooks/use-shell.ts'
import type { ThreadHere } from '../../hooks/use-thread.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { isDirect, isMine } from '../../lib/conversation.ts'
import type { Parts } from '../conversation/conversation-pane.tsx'

interface Props {
  ref: Ref<HTMLTextAreaElement>
  Composer: Parts['Composer']
  /** Where the thread hangs. */
  conversation: Conversation
  parentId: string
  here: ThreadHere
  name: string
  onSent: () => void
  onEdit: (messageId: string) => void
}

/** Where one replies. Its words are kept under the message and not under the thread, which may not be there yet. */
export function ThreadComposer({ ref, Composer, conversation, parentId, here, name, onSent, onEdit }: Props) {
  const { client, me } = useSession()
  const words = useThreadWords()
  const { say } = useShell()
  const [also, setAlso] = useState(false)
  const { threadId, make } = here
  if (!isMine(conversation) || conversation.channel.archivedAt !== null) return <p className="instead">{words.visiting}</p>

  const send = (channelId: string, content: string) => {
    client.send(channelId, content, also ? { alsoToChannel: true } : {})
    setAlso(false)
    onSent()
  }
  /** The first reply waits for its thread; until that is there its words stay where they were written. */
  const begin = async (content: string) => {
    try {
      send(await make(), content)
      return true
    } catch {
      say(words.notOpened, true)
      return false
    }
  }
  const editLast = () => {
    const { entries } = client.timeline(threadId ?? '').get()
    const last = entries.findLast((entry) => entry.authorId === me.id && !entry.deleted && !entry.sending)
    if (last) onEdit(last.id)
  }
  return (
    <div className="thread-foot">
      <Composer
        ref={ref}
        channelId={threadId ?? ''}
        draft={parentId}
        name={name}
        label={words.reply}
        onSend={(content) => (threadId ? send(threadId, content) : begin(content))}
        onEditLast={editLast}
      />
      {!isDirect(conversation) && (
        <label className="also">
          <input type="checkbox" checked={also} onChange={({ target }) => setAlso(target.checked)} />
          <span dir="auto">{words.alsoTo(name)}</span>
        </label>
      )}
    </div>
  )
}
