'use client'

import { LIMITS } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { Failure } from '../ui/failure.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Another password; every other device is signed out by it. What is typed here is kept nowhere. */
export function PasswordForm() {
  const client = useClient()
  const words = useSettingsWords()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [done, setDone] = useState(false)
  const { busy, failure, run } = useRequest()
  const change = async (event: FormEvent) => {
    event.preventDefault()
    const changed = await run(() => client.call('password.change', { current, password }))
    setDone(changed)
    if (!changed) return
    setCurrent('')
    setPassword('')
  }
  return (
    <form className="form settings-part" onSubmit={change}>
      <h2>{words.password}</h2>
      <p className="settings-words">{words.passwordWords}</p>
      <PasswordField label={words.currentPassword} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
      <PasswordField
        label={words.newPassword}
        autoComplete="new-password"
        hint={words.atLeast(LIMITS.passwordMinChars)}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Failure words={failure} />
      <footer className="settings-foot">
        <button type="submit" className="button" disabled={busy || current === '' || [...password].length < LIMITS.passwordMinChars}>
          {words.changePassword}
        </button>
        <span role="status">{done ? words.passwordChanged : ''}</span>
      </footer>
    </form>
  )
}
