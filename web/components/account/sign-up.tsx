'use client'

import type { Boot, User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
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
  const say = useWords().account
  const { registration } = boot.workspace
  const coded = invite !== null || registration === 'invite'
  const form = useAccountForm({ account, codeAs: coded ? 'invite' : null, code: invite ?? '', onEntered })
  if (registration === 'closed' && !invite) return <Closed onSignIn={onSignIn} />
  return (
    <AccountForm
      form={form}
      title={invite ? say.invitedTitle : say.createTitle}
      words={invite ? say.invitedWords(boot.workspace.name) : registration === 'invite' ? say.byInvitation : say.joinWords(boot.workspace.name)}
      action={say.createAccount}
      after={
        coded && (
          <Field label={say.invitationCode} autoComplete="off" autoCapitalize="none" spellCheck={false} hint={say.invitationHint} {...form.field('code')} />
        )
      }
      foot={<Already onSignIn={onSignIn} />}
    />
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
