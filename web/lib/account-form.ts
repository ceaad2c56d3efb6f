import { LIMITS } from '@parley/protocol'
import type { AccountField } from './failure.ts'

export type Problems = Partial<Record<AccountField, string>>

/** What can be said about a new account before asking the server. */
export function problemsOf(form: { name: string; email: string; password: string }): Problems {
  const problems: Problems = {}
  if (form.name.trim() === '') problems.name = 'What should people call you?'
  else if ([...form.name.trim()].length > LIMITS.nameChars) problems.name = `At most ${LIMITS.nameChars} characters`
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim())) problems.email = 'That is not an e-mail address'
  const length = [...form.password].length
  if (length < LIMITS.passwordMinChars) problems.password = `At least ${LIMITS.passwordMinChars} characters`
  if (length > LIMITS.passwordMaxChars) problems.password = `At most ${LIMITS.passwordMaxChars} characters`
  return problems
}
