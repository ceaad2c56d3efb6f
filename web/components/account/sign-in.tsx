'use client'

import { type Boot, ChatError, type User } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import type { AccountClient } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
import { accountWords } from '../../lib/account-words.ts'
import { wordsOf } from '../../lib/failure.ts'
import { wordsNow } from '../../lib/words.ts'
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
  const say = accountWords(useWords())
  const [who, setWho] = useState('')
  const [password, setPassword] = useState('')
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (who.trim() === '' || password === '') return setFailure(say.bothNeeded)
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
        <h1>{say.signIn}</h1>
        <p className="form-words">{notice ? say.signedOut : say.welcomeBack}</p>
      </div>
      <Field
        label={say.emailOrHandle}
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
        {say.signIn}
      </button>
      <NewHere registration={boot.workspace.registration} onSignUp={onSignUp} />
    </form>
  )
}

function refusal(error: unknown): string {
  return error instanceof ChatError && error.code === 'unauthenticated' ? accountWords(wordsNow()).wrongPassword : wordsOf(error)
}

function NewHere({ registration, onSignUp }: { registration: Boot['workspace']['registration']; onSignUp: () => void }) {
  const account = accountWords(useWords())
  if (registration === 'closed') return <p className="form-other">{account.closedAskOwner}</p>
  return (
    <p className="form-other">
      {registration === 'invite' ? account.haveInvitation : account.newHere}{' '}
      <button type="button" className="link" onClick={onSignUp}>
        {account.createAnAccount}
      </button>
    </p>
  )
}
