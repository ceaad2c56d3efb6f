'use client'

import { type Boot, ChatError, type User } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import type { AccountClient } from '../../hooks/use-account-form.ts'
import { wordsOf } from '../../lib/failure.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

interface Props {
  account: AccountClient
  boot: Boot
  notice?: string | undefined
  onEntered: (user: User) => void
  onSignUp: () => void
}

/** Signing in with an e-mail address or a handle. What is typed stays after a refusal. */
export function SignIn({ account, boot, notice, onEntered, onSignUp }: Props) {
  const [who, setWho] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (who.trim() === '' || password === '') return setFailure('Both are needed to sign in.')
    setBusy(true)
    setFailure(null)
    const name = who.trim()
    const login = name.includes('@') && !name.startsWith('@') ? { email: name, password } : { handle: name, password }
    await account.login(login).then(
      ({ user }) => onEntered(user),
      (error: unknown) => setFailure(refusal(error)),
    )
    setBusy(false)
  }
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div>
        <h1>Sign in</h1>
        <p className="form-words">{notice ? 'You were signed out. Sign in to go on where you were; your drafts are still here.' : 'Good to see you again.'}</p>
      </div>
      <Field
        label="E-mail or handle"
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        value={who}
        onChange={(event) => setWho(event.target.value)}
      />
      <PasswordField name="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
      <Failure words={failure} />
      <button type="submit" className="button primary wide" disabled={busy}>
        Sign in
      </button>
      <NewHere registration={boot.workspace.registration} onSignUp={onSignUp} />
    </form>
  )
}

function refusal(error: unknown): string {
  return error instanceof ChatError && error.code === 'unauthenticated' ? 'That name and password do not belong together.' : wordsOf(error)
}

function NewHere({ registration, onSignUp }: { registration: Boot['workspace']['registration']; onSignUp: () => void }) {
  if (registration === 'closed') return <p className="form-other">Registration is closed. An owner can invite you.</p>
  return (
    <p className="form-other">
      {registration === 'invite' ? 'Have an invitation?' : 'New here?'}{' '}
      <button type="button" className="link" onClick={onSignUp}>
        Create an account
      </button>
    </p>
  )
}
