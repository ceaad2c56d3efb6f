'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Another password; every other device is signed out by it. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const { busy, failure, run } = useRequest()
  const change = async (event: FormEvent) => {
    event.preventDefault()
    if (await run(() => client.call('password.change', { current, password }))) onClose()
  }
  return (
    <Dialog title="Change password" onClose={onClose}>
      <form className="form" onSubmit={change}>
        <PasswordField label="Current password" autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
        <PasswordField
          label="New password"
          autoComplete="new-password"
          hint={`At least ${LIMITS.passwordMinChars} characters`}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Failure words={failure} />
        <p className="form-note">Your other devices will be signed out.</p>
        <footer className="dialog-foot">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={busy || current === '' || [...password].length < LIMITS.passwordMinChars}>
            Change password
          </button>
        </footer>
      </form>
    </Dialog>
  )
}
