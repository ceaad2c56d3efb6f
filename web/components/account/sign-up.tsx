'use client'

import type { Boot, User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { AccountFields } from './account-fields.tsx'

interface Props {
  account: AccountClient
  boot: Boot
  invite: string | null
  onEntered: (user: User) => void
  onSignIn: () => void
}

/** A new account, where the workspace takes new people. */
export function SignUp({ account, boot, invite, onEntered, onSignIn }: Props) {
  const say = useWords().account
  const { registration } = boot.workspace
  const { field, failure, busy, submit } = useAccountForm({
    account,
    codeAs: invite || registration === 'invite' ? 'invite' : null,
    code: invite ?? '',
    onEntered,
  })
  if (registration === 'closed' && !invite) return <Closed onSignIn={onSignIn} />
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div>
        <h1>{invite ? say.invitedTitle : say.createTitle}</h1>
        <p className="form-words">
          {invite ? say.invitedWords(boot.workspace.name) : registration === 'invite' ? say.byInvitation : say.joinWords(boot.workspace.name)}
        </p>
      </div>
      <AccountFields field={field} />
      {(registration === 'invite' || invite) && (
        <Field label={say.invitationCode} autoComplete="off" autoCapitalize="none" spellCheck={false} hint={say.invitationHint} {...field('code')} />
      )}
      <Failure words={failure} />
      <button type="submit" className="button primary wide" disabled={busy}>
        {say.createAccount}
      </button>
      <Already onSignIn={onSignIn} />
    </form>
  )
}

function Closed({ onSignIn }: { onSignIn: () => void }) {
  const { account } = useWords()
  return (
    <div className="form">
      <h1>{account.closedTitle}</h1>
      <p className="form-words">{account.closedWords}</p>
      <Already onSignIn={onSignIn} />
    </div>
  )
}

function Already({ onSignIn }: { onSignIn: () => void }) {
  const { account } = useWords()
  return (
    <p className="form-other">
      {account.already}{' '}
      <button type="button" className="link" onClick={onSignIn}>
        {account.signInInstead}
      </button>
    </p>
  )
}
