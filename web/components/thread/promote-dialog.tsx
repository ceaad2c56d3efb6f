'use client'

import type { Conversation } from '@parley/client'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { goTo } from '../../lib/go-to.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'

/** A thread that has become a matter of its own: its name, and whether everybody may read it, where everybody could before. */
export function PromoteDialog({ thread, onClose }: { thread: Conversation; onClose: () => void }) {
  const client = useClient()
  const words = useThreadWords()
  const pathOf = usePathOf()
  const { busy, failure, run } = useRequest()
  const { id: channelId, parent } = thread.channel
  const wasPublic = client.conversation(parent?.channelId ?? '').get()?.channel.kind === 'public'
  const [open, setOpen] = useState(wasPublic)
  const promote = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '')
    const went = await run(async () => {
      await client.call('thread.promote', { channelId, name, kind: open ? 'public' : 'private' })
      goTo(client, channelId, pathOf)
    })
    if (went) onClose()
  }
  return (
    <Dialog title={words.promoteTitle} onClose={onClose}>
      <form onSubmit={(event) => void promote(event)}>
        <p className="dialog-words">{words.promoteWords}</p>
        <label className="field">
          <span>{words.channelName}</span>
          <input name="name" required defaultValue={thread.channel.name} dir="auto" />
        </label>
        {wasPublic && (
          <label className="also">
            <input type="checkbox" checked={open} onChange={({ target }) => setOpen(target.checked)} />
            <span>{words.everybodyMayRead}</span>
          </label>
        )}
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy}>
          {words.promoteAction}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
