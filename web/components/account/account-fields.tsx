import { LIMITS } from '@parley/protocol'
import type { useAccountForm } from '../../hooks/use-account-form.ts'
import { Field } from '../ui/field.tsx'
import { PasswordField } from '../ui/password-field.tsx'

/** Name, e-mail and password of a new account; writing begins here unless something is asked before. */
export function AccountFields({ field, first }: { field: ReturnType<typeof useAccountForm>['field']; first: boolean }) {
  return (
    <>
      <Field label="Name" autoComplete="name" autoFocus={first} {...field('name')} />
      <Field label="E-mail" type="email" autoComplete="email" inputMode="email" {...field('email')} />
      <PasswordField autoComplete="new-password" hint={`At least ${LIMITS.passwordMinChars} characters`} {...field('password')} />
    </>
  )
}
