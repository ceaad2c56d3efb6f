'use client'

import type { User } from '@parley/protocol'
import { type AccountClient, useAccountForm } from '../../hooks/use-account-form.ts'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { AccountFields } from './account-fields.tsx'

/** Nobody is here yet: the first person becomes the owner. */
export function FirstRun(props: { account: AccountClient; workspace: string; askCode: boolean; onEntered: (user: User) => void }) {
  const { field, failure, busy, submit } = useAccountForm({ account: props.account, codeAs: props.askCode ? 'ownerCode' : null, onEntered: props.onEntered })
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div>
        <h1>Create this workspace</h1>
        <p className="form-words">Nobody is here yet. The first account becomes the owner.</p>
      </div>
      <AccountFields field={field} />
      {props.askCode && (
        <Field
          label="Owner code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          hint="The server printed it when it started: only who can read that may own it."
          {...field('code')}
        />
      )}
      <Failure words={failure} />
      <button type="submit" className="button primary wide" disabled={busy}>
        Create workspace
      </button>
      <p className="form-note">Registration is open at first: whoever reaches this address can join. You can change that later in the workspace settings.</p>
    </form>
  )
}
