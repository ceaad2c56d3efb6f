import { LIMITS } from '@parley/protocol'
import { accountWords } from './account-words.ts'
import type { AccountField } from './failure.ts'
import { wordsNow } from './words.ts'

export type Problems = Partial<Record<AccountField, string>>

/** What can be said about a new account before asking the server. */
export function problemsOf(form: { name: string; email: string; password: string }): Problems {
  const problems: Problems = {}
  const words = wordsNow()
  const { general } = words
  const account = accountWords(words)
  if (form.name.trim() === '') problems.name = account.nameMissing
  else if ([...form.name.trim()].length > LIMITS.nameChars) problems.name = general.atMost(LIMITS.nameChars)
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email.trim())) problems.email = account.emailWrong
  const length = [...form.password].length
  if (length < LIMITS.passwordMinChars) problems.password = general.atLeast(LIMITS.passwordMinChars)
  if (length > LIMITS.passwordMaxChars) problems.password = general.atMost(LIMITS.passwordMaxChars)
  return problems
}
