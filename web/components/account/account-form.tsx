'use client'

import type { FormEvent, ReactNode } from 'react'
import type { useAccountForm } from '../../hooks/use-account-form.ts'
import { Failure } from '../ui/failure.tsx'
import { AccountFields } from './account-fields.tsx'

interface Props {
  form: ReturnType<typeof useAccountForm>
  title: string
  words: string
  action: string
  /** Asked before the person themselves: the name of the place. */
  before?: ReactNode
  /** Asked after: a code. */
  after?: ReactNode
  foot: ReactNode
}

/** A new account: the first of all, an invited one, or one of many. */
export function AccountForm({ form, title, words, action, before, after, foot }: Props) {
  const submit = (event: FormEvent) => void form.submit(event)
  return (
    <form className="form" onSubmit={submit} noValidate>
      <div>
        <h1>{title}</h1>
        <p className="form-words">{words}</p>
      </div>
      {before}
      <AccountFields field={form.field} first={!before} />
      {after}
      <Failure words={form.failure} />
      <button type="submit" className="button primary wide" disabled={form.busy}>
        {action}
      </button>
      {foot}
    </form>
  )
}
