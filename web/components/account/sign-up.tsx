'use client'

import type { Boot, User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
import { accountWords } from '../../lib/account-words.ts'
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
  const say = accountWords(useWords())
  const { registration } = boot.workspace
  const isVoid = boot.invite === 'void'
  const invited = invite !== null && !isVoid
  const coded = invited || registration === 'invite'
  const form = useAccountForm({ account, codeAs: coded ? 'invite' : null, code: invited ? invite : '', onEntered })
  if (registration === 'closed') return <NoWay title={say.closedTitle} words={say.closedWords} onSignIn={onSignIn} />
  if (isVoid && registration === 'invite') return <NoWay title={say.voidTitle} words={say.voidWords} onSignIn={onSignIn} />
  return (
    <AccountForm
      form={form}
      title={invited ? say.invitedTitle : say.createTitle}
      words={invited ? say.invitedWords(boot.workspace.name) : registration === 'invite' ? say.byInvitation : say.joinWords(boot.workspace.name)}
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

function NoWay({ title, words, onSignIn }: { title: string; words: string; onSignIn: () => void }) {
  return (
    <div className="form">
      <h1>{title}</h1>
      <p className="form-words">{words}</p>
      <Already onSignIn={onSignIn} />
    </div>
  )
}

function Already({ onSignIn }: { onSignIn: () => void }) {
  const account = accountWords(useWords())
  return (
    <p className="form-other">
      {account.already}{' '}
      <button type="button" className="link" onClick={onSignIn}>
        {account.signInInstead}
      </button>
    </p>
  )
}
