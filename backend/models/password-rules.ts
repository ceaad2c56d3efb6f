import { createRequire } from 'node:module'
import { ChatError, LIMITS } from '@parley/protocol'

let common: ReadonlySet<string> | undefined

/** The most used passwords of public leaks, loaded the first time one is chosen. */
function commonPasswords(): ReadonlySet<string> {
  if (common) return common
  const { dictionary } = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as { dictionary: { 'passwords-common': readonly string[] } }
  common = new Set(dictionary['passwords-common'].slice(0, 20_000))
  return common
}

/**
 * Length and guessability only (OWASP ASVS 6.2): any character, spaces too, no composition rules, never cut.
 * Throws `weak_password` with what to do about it.
 */
export function assertStrongPassword(password: string, person: { name: string; email: string; handle: string }): void {
  const weak = (why: string): never => {
    throw new ChatError('weak_password', why)
  }
  const length = [...password].length
  if (length < LIMITS.passwordMinChars) weak(`Use at least ${LIMITS.passwordMinChars} characters; a few words make a good password`)
  if (length > LIMITS.passwordMaxChars) weak(`Use at most ${LIMITS.passwordMaxChars} characters`)
  const folded = password.toLowerCase()
  if (commonPasswords().has(folded)) weak('This is one of the most used passwords; choose another')
  if (new Set(folded).size < 3) weak('This repeats one or two characters; choose another')
  const own = [person.name, person.email, person.email.split('@')[0] ?? '', person.handle, 'parley', 'parley123', 'parleyparley'].map((word) =>
    word.toLowerCase(),
  )
  if (own.some((word) => word.length >= 4 && folded.replace(/[0-9!.\s_-]+$/, '') === word))
    weak('This is your name, your address or the product; choose another')
}
