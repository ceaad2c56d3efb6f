import { LIMITS } from '@parley/protocol'
import type { useAccountForm } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
import { accountWords } from '../../lib/account-words.ts'
import { Field } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Name, e-mail and password of a new account; writing begins here unless something is asked before. */
export function AccountFields({ field, first }: { field: ReturnType<typeof useAccountForm>['field']; first: boolean }) {
  const words = useWords()
  const { general } = words
  const account = accountWords(words)
  return (
    <>
      <Field label={general.name} autoComplete="name" autoFocus={first} {...field('name')} />
      <Field label={account.email} type="email" autoComplete="email" inputMode="email" {...field('email')} />
      <PasswordField autoComplete="new-password" hint={general.atLeast(LIMITS.passwordMinChars)} {...field('password')} />
    </>
  )
}
