'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { goTo } from '../../lib/go-to.ts'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'

const kinds = [
  { value: 'public', label: 'Public', hint: 'Everybody in the workspace can find, read and join it.' },
  { value: 'private', label: 'Private', hint: 'Only who is added can see that it exists.' },
] as const

/** A new channel, with oneself as its owner. */
export function CreateChannelDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
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
    <Dialog title="Create a channel" onClose={onClose}>
      <form className="form" onSubmit={create}>
        <Field
          label="Channel name"
          autoComplete="off"
          maxLength={LIMITS.channelNameChars}
          placeholder="e.g. reading-club"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label="Topic"
          autoComplete="off"
          maxLength={LIMITS.topicChars}
          placeholder="What it is for; may be left empty"
          value={topic}
          onChange={(event) => setTopic(event.target.value)}
        />
        <Choice legend="Who can read it" options={kinds} value={kind} onChange={setKind} />
        <Failure words={failure} />
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={busy || name.trim() === ''}>
            Create channel
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
