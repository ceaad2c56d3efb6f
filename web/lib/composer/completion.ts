import { inCode } from './code.ts'

/** What is being completed: the sign, the words behind it, and where it stands. */
export interface Query {
  sign: '@' | '#' | ':' | '/'
  words: string
  from: number
  to: number
}

const WORD = /(?:^|[\s([{"'*_~>/|-])([@#:])([\p{L}\p{N}\p{M}._+-]*)$/u
const LONGEST = 64
/** A colon stands in many sentences; it asks for an emoji from its second letter on. */
const FEWEST_AFTER_COLON = 2

/** Words that are no message but a command: a word behind a slash, at the very beginning. */
export const isCommandLine = (text: string): boolean => /^\/[a-z]+(?:\s|$)/i.test(text)

/** What the words before the caret ask for; nothing inside of code or of a word. */
export function queryAt(text: string, caret: number): Query | null {
  if (/^\/[a-z]*$/i.test(text.slice(0, caret))) return { sign: '/', words: text.slice(1, caret), from: 0, to: caret }
  const [, sign, words = ''] = WORD.exec(text.slice(Math.max(0, caret - LONGEST), caret)) ?? []
  if (sign !== '@' && sign !== '#' && sign !== ':') return null
  if (sign === ':' && (words.length < FEWEST_AFTER_COLON || !/^\p{L}/u.test(words))) return null
  if (/^[\p{L}\p{N}]/u.test(text.slice(caret)) || inCode(text, caret)) return null
  return { sign, words, from: caret - words.length - 1, to: caret }
}

/** The short name between two colons that ends at the caret. */
export function shortNameAt(text: string, caret: number): { name: string; from: number } | null {
  const [whole = '', name = ''] = /(?<![\p{L}\p{N}:]):([\p{L}\p{N}_+-]{1,40}):$/u.exec(text.slice(Math.max(0, caret - LONGEST), caret)) ?? []
  return name === '' || inCode(text, caret) ? null : { name, from: caret - whole.length }
}
