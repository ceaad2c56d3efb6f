import { ChatError } from '@parley/protocol'
import type { Words } from '../locales/en.ts'
import { wordsNow } from './words.ts'

type Errors = Words['errors']

/** A failure in words a person can use, in the person's language; the server's own sentence where that has none for it. */
export const wordsOf = (error: unknown): string => wordsIn(wordsNow().errors, error)

export function wordsIn({ unknown, reasons, codes, ...always }: Errors, error: unknown): string {
  if (!(error instanceof ChatError)) return (error instanceof Error && error.message) || unknown
  const told = Object.entries(always).find(([code]) => code === error.code)?.[1]
  return told ?? reasonIn(reasons, error.message) ?? codes[error.code] ?? (error.message || unknown)
}

/** Why something was refused, where only the sentence was kept. */
export const refusalOf = (sentence: string): string => reasonIn(wordsNow().errors.reasons, sentence) ?? sentence

/** What is wrong with a field may stand behind the field's name. */
function reasonIn(reasons: Errors['reasons'], sentence: string): string | undefined {
  const plain = sentence.replace(/^[\w.]+: /, '')
  for (const [known, meaning] of Object.entries(reasons)) {
    const value = starIn(known, plain)
    if (value !== null) return meaning.replace('*', () => value)
  }
  return undefined
}

/** What stands where the star is; empty where there is none, null where it is another sentence. */
function starIn(known: string, sentence: string): string | null {
  const [head = '', tail] = known.split('*')
  if (tail === undefined) return known === sentence ? '' : null
  const fits = sentence.length > known.length - 1 && sentence.startsWith(head) && sentence.endsWith(tail)
  return fits ? sentence.slice(head.length, sentence.length - tail.length) : null
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
