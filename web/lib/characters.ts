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
