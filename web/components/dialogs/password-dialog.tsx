'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Another password; every other device is signed out by it. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const { general, sidebar, dialogs } = useWords()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { busy, failure, run } = useRequest()
  const change = async (event: FormEvent) => {
    event.preventDefault()
    if (await run(() => client.call('password.change', { current, password }))) onClose()
  }
  return (
    <Dialog title={sidebar.password} onClose={onClose}>
      <form className="form" onSubmit={change}>
        <PasswordField label={dialogs.currentPassword} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
        <PasswordField
          label={dialogs.newPassword}
          autoComplete="new-password"
          hint={general.atLeast(LIMITS.passwordMinChars)}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Failure words={failure} />
        <p className="form-note">{dialogs.othersSignedOut}</p>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            {general.cancel}
          </button>
          <button type="submit" className="button primary" disabled={busy || current === '' || [...password].length < LIMITS.passwordMinChars}>
            {sidebar.password}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
