import { ChatError } from '@parley/protocol'

/** A failure in words a person can use. */
export function wordsOf(error: unknown): string {
  if (error instanceof ChatError && error.code === 'unavailable') return 'The server cannot be reached. What you wrote is still here.'
  return error instanceof Error && error.message !== '' ? error.message : 'Something went wrong. Try again.'
}

export type AccountField = 'name' | 'email' | 'password' | 'code'

/** Which field of an account form a refusal is about. */
export function fieldOf(error: unknown): AccountField | null {
  if (!(error instanceof ChatError)) return null
  if (error.code === 'weak_password') return 'password'
  const words = error.message.toLowerCase()
  const named = (['password', 'email', 'e-mail', 'code', 'invite', 'name'] as const).find((word) => words.includes(word))
  if (named === 'e-mail' || named === 'email') return 'email'
  if (named === 'invite' || named === 'code') return 'code'
  return named ?? (error.code === 'conflict' ? 'email' : null)
}
