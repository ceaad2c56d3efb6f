'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { goTo } from '../../lib/go-to.ts'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'

const kinds = ['public', 'private'] as const

/** A new channel, with oneself as its owner. */
export function CreateChannelDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const say = { ...useWords(), dialogs: useDialogWords() }
  const pathOf = usePathOf()
  const [name, setName] = useState('')
  const [topic, setTopic] = useState('')
  const [kind, setKind] = useState<'public' | 'private'>('public')
  const { busy, failure, run } = useRequest()
  const create = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      const head = await client.call('channel.create', { kind, name: name.trim(), ...(topic.trim() ? { topic: topic.trim() } : {}) })
      onClose()
      goTo(client, head.channel.id, pathOf)
    })
  }
  return (
    <Dialog title={say.sidebar.createChannel} onClose={onClose}>
      <form className="form" onSubmit={create}>
        <Field
          label={say.conversation.channelName}
          autoComplete="off"
          maxLength={LIMITS.channelNameChars}
          placeholder={say.dialogs.channelExample}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={say.conversation.topic}
          autoComplete="off"
          maxLength={LIMITS.topicChars}
          placeholder={say.dialogs.topicHint}
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
        />
        <Choice legend={say.dialogs.whoReads} options={kinds.map((each) => ({ value: each, ...say.dialogs.kinds[each] }))} value={kind} onChange={setKind} />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || name.trim() === ''}>
          {say.dialogs.createChannel}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
