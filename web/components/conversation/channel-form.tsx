'use client'

import { type Channel, LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'

/** Name and topic, for who may change them. */
export function ChannelForm({ channel }: { channel: Channel }) {
  const client = useClient()
  const say = useWords()
  const [name, setName] = useState(channel.name)
  const [topic, setTopic] = useState(channel.topic)
  const { busy, failure, run } = useRequest()
  const changes = { ...(name.trim() !== channel.name && { name: name.trim() }), ...(topic.trim() !== channel.topic && { topic: topic.trim() }) }
  const changed = Object.keys(changes).length > 0
  const save = (event: FormEvent) => {
    event.preventDefault()
    void run(() => client.call('channel.update', { channelId: channel.id, ...changes }))
  }
  return (
    <form className="form section" onSubmit={save}>
      <Field
        label={say.conversation.channelName}
        autoComplete="off"
        maxLength={LIMITS.channelNameChars}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Field label={say.conversation.topic} autoComplete="off" maxLength={LIMITS.topicChars} value={topic} onChange={(event) => setTopic(event.target.value)} />
      <Failure words={failure} />
      {changed && (
        <button type="submit" className="button primary" disabled={busy || name.trim() === ''}>
          {say.general.save}
        </button>
      )}
    </form>
  )
}
