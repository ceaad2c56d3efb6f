'use client'

import type { User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { AccountFields } from './account-fields.tsx'

/** Nobody is here yet: the first person becomes the owner. */
export function FirstRun(props: { account: AccountClient; workspace: string; askCode: boolean; onEntered: (user: User) => void }) {
  const { account } = useWords()
  const { field, failure, busy, submit } = useAccountForm({ account: props.account, codeAs: props.askCode ? 'ownerCode' : null, onEntered: props.onEntered })
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div>
        <h1>{account.firstTitle}</h1>
        <p className="form-words">{account.firstWords}</p>
      </div>
      <AccountFields field={field} />
      {props.askCode && (
        <Field label={account.ownerCode} autoComplete="off" autoCapitalize="none" spellCheck={false} hint={account.ownerHint} {...field('code')} />
      )}
      <Failure words={failure} />
      <button type="submit" className="button primary wide" disabled={busy}>
        {account.createWorkspace}
      </button>
      <p className="form-note">{account.openAtFirst}</p>
    </form>
  )
}
