'use client'

import type { Answer } from '@parley/protocol'
import { Hash, Search } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useSettled } from '../../hooks/use-settled.ts'
import { useWords } from '../../hooks/use-words.ts'
import { goTo } from '../../lib/go-to.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'

type Browsed = Answer<'channel.browse'>['channels'][number]

/** The public channels of the workspace: look into one, or join it. */
export function BrowseDialog({ onClose }: { onClose: () => void }) {
  const open = useDialogs()
  const { sidebar } = useWords()
  const dialogs = useDialogWords()
  const words = useSettingsWords()
  const [q, setQ] = useState('')
  const asked = useSettled(q.trim(), 200)
  const { answer, failure } = useAnswer('channel.browse', asked ? { q: asked } : {})
  return (
    <Dialog title={sidebar.browse} onClose={onClose}>
      <label className="find-line">
        <Search size={16} aria-hidden="true" />
        <input
          type="search"
          aria-label={dialogs.findChannel}
          placeholder={dialogs.findChannel}
          dir={q ? 'auto' : undefined}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
      </label>
      <Failure words={failure} />
      <ul className="list" aria-busy={!answer}>
        {answer?.channels.map((channel) => (
          <BrowseRow key={channel.id} channel={channel} onClose={onClose} />
        ))}
      </ul>
      {asked === '' && answer?.channels.length === 1 && <p className="dialog-words">{words.empty.noChannels}</p>}
      {answer?.channels.length === 0 && <p className="dialog-words">{words.empty.noChannel}</p>}
      {answer?.cursor && <p className="dialog-words">{dialogs.moreChannels}</p>}
      <footer className="dialog-foot">
        <button type="button" className="button" onClick={() => open('create')}>
          {sidebar.createChannel}
        </button>
      </footer>
    </Dialog>
  )
}

function BrowseRow({ channel, onClose }: { channel: Browsed; onClose: () => void }) {
  const client = useClient()
  const say = { ...useWords(), dialogs: useDialogWords() }
  const pathOf = usePathOf()
  const { busy, failure, run } = useRequest()
  const look = () =>
    run(async () => {
      if (!channel.joined) await client.open(channel.id)
      onClose()
      goTo(client, channel.id, pathOf)
    })
  const join = () =>
    run(async () => {
      await client.call('channel.join', { channelId: channel.id })
      onClose()
      goTo(client, channel.id, pathOf)
    })
  return (
    <li className="list-row">
      <Hash size={16} aria-hidden="true" />
      <button type="button" className="list-main" onClick={look}>
        <b dir="auto">{channel.name}</b>
        <small>
          {say.general.members(channel.members)}
          {channel.topic && ' · '}
          <bdi dir="auto">{channel.topic}</bdi>
        </small>
      </button>
      {failure && <small className="field-error">{failure}</small>}
      {channel.joined ? (
        <small className="tag">{say.dialogs.joined}</small>
      ) : (
        <button type="button" className="button small" disabled={busy} onClick={join} aria-label={say.conversation.join(channel.name)}>
          {say.dialogs.join}
        </button>
      )}
    </li>
  )
}
