import { LIMITS } from '@parley/protocol'
import type { useAccountForm } from '../../hooks/use-account-form.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Field } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Name, e-mail and password of a new account. */
export function AccountFields({ field }: { field: ReturnType<typeof useAccountForm>['field'] }) {
  const { general, account } = useWords()
  return (
    <>
      <Field label={general.name} autoComplete="name" autoFocus {...field('name')} />
      <Field label={account.email} type="email" autoComplete="email" inputMode="email" {...field('email')} />
      <PasswordField autoComplete="new-password" hint={general.atLeast(LIMITS.passwordMinChars)} {...field('password')} />
    </>
  )
}
