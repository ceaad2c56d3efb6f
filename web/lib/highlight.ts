import { fold } from './fuzzy.ts'

export interface Part {
  text: string
  found: boolean
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu

/** A text in parts, those marked that begin with a searched word: the server finds words by their beginnings. */
export function highlight(text: string, q: string): Part[] {
  const wanted = [...q.matchAll(WORD)].map((match) => fold(match[0]))
  const parts: Part[] = []
  let at = 0
  for (const match of text.matchAll(WORD)) {
    if (!wanted.some((word) => fold(match[0]).startsWith(word))) continue
    if (match.index > at) parts.push({ text: text.slice(at, match.index), found: false })
    parts.push({ text: match[0], found: true })
    at = match.index + match[0].length
  }
  return at < text.length ? [...parts, { text: text.slice(at), found: false }] : parts
}

/** A long text from a little before its first found word, so that the word is seen. */
export function excerpt(text: string, q: string, chars = 280): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  if (flat.length <= chars) return flat
  const first = highlight(flat, q)
  const before = first[0]?.found === false ? first[0].text.length : 0
  const from = Math.max(0, Math.min(before - 60, flat.length - chars))
  return `${from > 0 ? '…' : ''}${flat.slice(from, from + chars)}${from + chars < flat.length ? '…' : ''}`
}
