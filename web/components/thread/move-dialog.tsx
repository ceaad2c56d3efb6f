'use client'

import type { Entry } from '@parley/client'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationList, usePathOf } from '../../hooks/use-conversation.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { useDirectory } from '../../hooks/use-users.ts'
import { conversationName, isMine, signedName } from '../../lib/conversation.ts'
import { goTo } from '../../lib/go-to.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Select } from '../ui/select.tsx'

interface Props {
  entries: readonly Entry[]
  onMoved?: () => void
  onClose: () => void
}

/** Where messages are to stand instead, with the threads that hang on them; afterwards one is there too. */
export function MoveDialog({ entries, onMoved, onClose }: Props) {
  const { client, me } = useSession()
  const words = useThreadWords()
  const lookup = useDirectory()
  const pathOf = usePathOf()
  const { busy, failure, run } = useRequest()
  const places = useConversationList()
    .filter((one) => isMine(one) && one.channel.archivedAt === null && one.channel.id !== entries[0]?.channelId)
    .map((one) => ({ value: one.channel.id, label: signedName(one, conversationName(one, me.id, lookup)) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  const [to, setTo] = useState(places[0]?.value ?? '')
  const move = async (event: FormEvent) => {
    event.preventDefault()
    const went = await run(async () => {
      const { messages } = await client.call('message.move', { messageIds: entries.map(({ id }) => id), channelId: to })
      goTo(client, to, pathOf, messages[0]?.seq)
    })
    if (!went) return
    onClose()
    onMoved?.()
  }
  return (
    <Dialog title={words.moveTitle} onClose={onClose}>
      <form onSubmit={(event) => void move(event)}>
        <p className="dialog-words">{wordsFor(entries, words)}</p>
        <Select label={words.moveTo} options={places} value={to} onChange={setTo} />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || to === ''}>
          {words.moveAction}
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function wordsFor(entries: readonly Entry[], words: ReturnType<typeof useThreadWords>): string {
  if (entries.length > 1) return words.moveThem(entries.length)
  return entries[0]?.thread ? words.moveThreadWords : words.moveWords
}
