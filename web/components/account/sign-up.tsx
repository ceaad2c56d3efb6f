'use client'

import type { Boot, User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
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
        <h1>{invite ? 'You are invited' : 'Create your account'}</h1>
        <p className="form-words">
          {invite
            ? `Make an account and start talking in ${boot.workspace.name}.`
            : registration === 'invite'
              ? 'This workspace is by invitation.'
              : `Join the conversation in ${boot.workspace.name}.`}
        </p>
      </div>
      <AccountFields field={field} />
      {(registration === 'invite' || invite) && (
        <Field
          label="Invitation code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint="The end of the link you were sent."
          {...field('code')}
        />
      )}
      <Failure words={failure} />
      <button type="submit" className="button primary wide" disabled={busy}>
        Create account
      </button>
      <Already onSignIn={onSignIn} />
    </form>
  )
}

function Closed({ onSignIn }: { onSignIn: () => void }) {
  return (
    <div className="form">
      <h1>Registration is closed</h1>
      <p className="form-words">New accounts are not taken here at the moment. Ask an owner of the workspace for an invitation.</p>
      <Already onSignIn={onSignIn} />
    </div>
  )
}

function Already({ onSignIn }: { onSignIn: () => void }) {
  return (
    <p className="form-other">
      Already have an account?{' '}
      <button type="button" className="link" onClick={onSignIn}>
        Sign in instead
      </button>
    </p>
  )
}
