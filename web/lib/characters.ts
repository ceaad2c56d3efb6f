import { LIMITS } from '@parley/protocol'

const TOLD_FROM = 500

/** How many characters may still be written, once that is few; null before. Counted as the server counts: in code points. */
export function charactersLeft(text: string): number | null {
  if (text.length < LIMITS.contentChars - TOLD_FROM) return null
  let count = 0
  for (const _ of text) count++
  const left = LIMITS.contentChars - count
  return left <= TOLD_FROM ? left : null
}

/** Something is written, and not too much. */
export const isSendable = (text: string): boolean => text.trim() !== '' && (charactersLeft(text) ?? 0) >= 0

/** Marks on marks, or pictures joined to pictures beyond any family. */
const PILED = /\p{M}{3}|(?:\u200d.){5}/su

/** Whether something in it may be drawn taller or wider than a line has room for. */
export const isWild = (text: string): boolean => PILED.test(text)
