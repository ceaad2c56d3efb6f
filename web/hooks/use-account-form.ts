import type { Client } from '@parley/client'
import type { User } from '@parley/protocol'
import { type ChangeEvent, type FormEvent, useState } from 'react'
import { type Problems, problemsOf } from '../lib/account-form.ts'
import { fieldOf, wordsOf } from '../lib/failure.ts'

export type AccountClient = Client['account']
interface Options {
  account: AccountClient
  /** How the code is sent: as an invitation, or as the owner's code printed by the server. */
  codeAs: 'invite' | 'ownerCode' | null
  code?: string
  onEntered(user: User): void
}

/** A new account's form: what is typed stays until the server has taken it; a refusal stands beside the field it is about. */
export function useAccountForm({ account, codeAs, code = '', onEntered }: Options) {
  const [form, setForm] = useState({ name: '', email: '', password: '', code })
  const [problems, setProblems] = useState<Problems>({})
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const field = (name: keyof typeof form) => ({
    name,
    value: form[name],
    error: problems[name],
    onChange: (event: ChangeEvent<HTMLInputElement>) => {
      setForm({ ...form, [name]: event.target.value })
      setProblems({ ...problems, [name]: undefined })
    },
  })
  const refuse = (error: unknown) => {
    const about = fieldOf(error)
    if (about && (about !== 'code' || codeAs)) setProblems({ [about]: wordsOf(error) })
    else setFailure(wordsOf(error))
  }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(form)
    setProblems(found)
    setFailure(null)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    const { name, email, password } = form
    const extra = codeAs && form.code.trim() ? { [codeAs]: form.code.trim() } : {}
    await account.register({ name: name.trim(), email: email.trim(), password, ...extra }).then(({ user }) => onEntered(user), refuse)
    setBusy(false)
  }
  return { field, failure, busy, submit }
}
