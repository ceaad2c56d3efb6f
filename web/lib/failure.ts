import { ChatError } from '@parley/protocol'
import { wordsNow } from './words.ts'

/** A failure in words a person can use. */
export function wordsOf(error: unknown): string {
  const { unknown, ...byCode } = wordsNow().errors
  const told = error instanceof ChatError && Object.entries(byCode).find(([code]) => code === error.code)?.[1]
  return told || (error instanceof Error && error.message) || unknown
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
