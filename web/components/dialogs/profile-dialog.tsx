'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'

/** One's own name and handle, as everybody sees them. */
export function ProfileDialog({ onClose }: { onClose: () => void }) {
  const { client, me } = useSession()
  const { general, sidebar, dialogs } = useWords()
  const [name, setName] = useState(me.name)
  const [handle, setHandle] = useState(me.handle)
  const { busy, failure, run } = useRequest()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const changes = { ...(name.trim() !== me.name && { name: name.trim() }), ...(handle.trim() !== me.handle && { handle: handle.trim() }) }
    if (await run(async () => Object.keys(changes).length > 0 && client.call('profile.update', changes))) onClose()
  }
  return (
    <Dialog title={sidebar.profile} onClose={onClose}>
      <form className="form" onSubmit={save}>
        <Field label={general.name} autoComplete="name" maxLength={LIMITS.nameChars} value={name} onChange={(event) => setName(event.target.value)} />
        <Field
          label={dialogs.handle}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={LIMITS.handleChars}
          hint={dialogs.handleHint}
          value={handle}
          onChange={(event) => setHandle(event.target.value)}
        />
        <Failure words={failure} />
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {general.cancel}
          </button>
          <button type="submit" className="button primary" disabled={busy || name.trim() === '' || handle.trim() === ''}>
            {general.save}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
