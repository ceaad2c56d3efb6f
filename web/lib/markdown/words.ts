import type { Inline } from './tree.ts'

/** `@handle` and `#channel`, where a word may begin. Whether they mean anything is decided when they are drawn. */
const NAMED = /(?<![\p{L}\p{N}_/@#.&=+-])(?:@[a-z0-9][a-z0-9._-]{0,31}|#[\p{L}\p{N}][\p{L}\p{N}_-]{0,79})/giu

/** Text with the people and channels named in it. */
export function wordsOf(text: string): Inline[] {
  const out: Inline[] = []
  let at = 0
  for (const match of text.matchAll(NAMED)) {
    const word = match[0].replace(/[._-]+$/, '')
    if (match.index > at) out.push({ is: 'text', text: text.slice(at, match.index) })
    out.push(word.startsWith('@') ? { is: 'mention', handle: word.slice(1).toLowerCase(), text: word } : { is: 'channel', name: word.slice(1), text: word })
    at = match.index + word.length
  }
  if (at < text.length) out.push({ is: 'text', text: text.slice(at) })
  return out
}
