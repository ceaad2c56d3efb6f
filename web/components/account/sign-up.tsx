'use client'

import type { Boot, User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { Field } from '../ui/field.tsx'
import { AccountForm } from './account-form.tsx'

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
  const coded = invite !== null || registration === 'invite'
  const form = useAccountForm({ account, codeAs: coded ? 'invite' : null, code: invite ?? '', onEntered })
  if (registration === 'closed' && !invite) return <Closed onSignIn={onSignIn} />
  return (
    <AccountForm
      form={form}
      title={invite ? 'You are invited' : 'Create your account'}
      words={wordsFor(boot.workspace, invite)}
      action="Create account"
      after={
        coded && (
          <Field
            label="Invitation code"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            hint="The end of the link you were sent."
            {...form.field('code')}
          />
        )
      }
      foot={<Already onSignIn={onSignIn} />}
    />
  )
}

function wordsFor({ name, registration }: Boot['workspace'], invite: string | null): string {
  if (invite) return `Make an account and start talking in ${name}.`
  return registration === 'invite' ? 'This workspace is by invitation.' : `Join the conversation in ${name}.`
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
