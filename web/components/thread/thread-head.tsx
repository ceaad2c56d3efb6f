'use client'

import type { Conversation } from '@parley/client'
import { Bell, BellOff, CircleCheck, CircleDot, Ellipsis, Hash, Link, PencilLine, VolumeX, X } from 'lucide-react'
import { type FormEvent, type Ref, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { copy } from '../../lib/clipboard.ts'
import { wordsOf } from '../../lib/failure.ts'
import { threadPath } from '../../lib/paths.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { PromoteDialog } from './promote-dialog.tsx'

interface Props {
  ref: Ref<HTMLHeadingElement>
  thread: Conversation | undefined
  /** Where it hangs, by name. */
  channel: string
  /** The path of the message it hangs on. */
  link: string
  onClose: () => void
}

/** What the thread is called, whether it is done, and what one wants to hear of it. */
export function ThreadHead({ ref, thread, channel, link, onClose }: Props) {
  const words = useThreadWords()
  const [titling, setTitling] = useState(false)
  const title = thread?.channel.name
  return (
    <header className="head">
      {thread && titling ? (
        <TitleForm thread={thread} onDone={() => setTitling(false)} />
      ) : (
        <>
          <h2 ref={ref} tabIndex={-1}>
            <span dir="auto" title={title}>
              {title || words.thread}
            </span>
          </h2>
          {/* A title needs the room. */}
          {!title && <p dir="auto">{channel}</p>}
          <div className="tools">
            {thread && <ThreadTools thread={thread} link={link} onTitle={() => setTitling(true)} />}
            <IconButton label={words.closeThread} onClick={onClose}>
              <X size={18} />
            </IconButton>
          </div>
        </>
      )}
    </header>
  )
}

function ThreadTools({ thread, link, onTitle }: { thread: Conversation; link: string; onTitle: () => void }) {
  const client = useClient()
  const words = useThreadWords()
  const { say } = useShell()
  const { id: channelId, resolvedAt } = thread.channel
  const { membership } = thread
  const [promoting, setPromoting] = useState(false)
  const ask = (work: Promise<unknown>) => void work.catch((error: unknown) => say(wordsOf(error), true))
  const resolve = () => ask(client.call('thread.update', { channelId, resolved: !resolvedAt }))
  const follow = () => ask(client.call(membership ? 'channel.leave' : 'channel.join', { channelId }))
  const mute = () => ask(client.call('membership.update', { channelId, muted: !membership?.muted }))
  return (
    <>
      <IconButton label={resolvedAt ? words.reopen : words.resolve} aria-pressed={Boolean(resolvedAt)} onClick={resolve}>
        {resolvedAt ? <CircleCheck size={18} /> : <CircleDot size={18} />}
      </IconButton>
      <Menu label={words.options} icon={<Ellipsis size={18} />}>
        <MenuItem icon={membership ? <BellOff size={16} /> : <Bell size={16} />} onSelect={follow}>
          {membership ? words.unfollow : words.follow}
        </MenuItem>
        {membership && (
          <MenuItem icon={<VolumeX size={16} />} onSelect={mute}>
            {membership.muted ? words.unmute : words.mute}
          </MenuItem>
        )}
        <MenuItem icon={<PencilLine size={16} />} onSelect={onTitle}>
          {words.setTitle}
        </MenuItem>
        <MenuItem icon={<Hash size={16} />} onSelect={() => setPromoting(true)}>
          {words.promoteTitle}
        </MenuItem>
        <MenuItem icon={<Link size={16} />} onSelect={() => void copy(location.origin + threadPath(link))}>
          {words.copyLink}
        </MenuItem>
      </Menu>
      {promoting && <PromoteDialog thread={thread} onClose={() => setPromoting(false)} />}
    </>
  )
}

const TITLE_CHARS = 250

function TitleForm({ thread, onDone }: { thread: Conversation; onDone: () => void }) {
  const client = useClient()
  const words = useThreadWords()
  const { say } = useShell()
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const title = String(new FormData(event.currentTarget).get('title') ?? '').trim()
    await client.call('thread.update', { channelId: thread.channel.id, title }).then(onDone, (error: unknown) => say(wordsOf(error), true))
  }
  return (
    <form
      className="thread-title"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onDone()
      }}
    >
      <input name="title" autoFocus aria-label={words.title} defaultValue={thread.channel.name} maxLength={TITLE_CHARS} dir="auto" />
      <button type="submit" className="button primary">
        {words.save}
      </button>
    </form>
  )
}
