/** A message as pieces to draw. Never HTML: every piece becomes an element or a text node. */
export type Piece = { is: 'text'; text: string } | { is: 'code'; text: string } | { is: 'link'; text: string; href: string }
export type Block = { is: 'words'; pieces: Piece[] } | { is: 'fence'; text: string }

const FENCE = '```'
const SPECIAL = /`[^`\n]+`|(?:https?:\/\/|mailto:)[^\s<>"`]+/gi

/** Fenced blocks first, then inline code and links. An unclosed fence is just words. Linear in the length. */
export function blocksOf(content: string): Block[] {
  const blocks: Block[] = []
  let at = 0
  while (at < content.length) {
    const open = content.indexOf(FENCE, at)
    const close = open < 0 ? -1 : content.indexOf(FENCE, open + FENCE.length)
    if (close < 0) break
    const text = withoutLanguage(content.slice(open + FENCE.length, close))
    if (text.trim() === '') blocks.push(...wordsIn(content.slice(at, close + FENCE.length)))
    else blocks.push(...wordsIn(content.slice(at, open).replace(/\n$/, '')), { is: 'fence', text })
    at = close + FENCE.length
    if (content[at] === '\n') at++
  }
  return [...blocks, ...wordsIn(content.slice(at))]
}

const withoutLanguage = (fenced: string): string => fenced.replace(/^[\w+-]*\n/, '').replace(/\n$/, '')
const wordsIn = (text: string): Block[] => (text === '' ? [] : [{ is: 'words', pieces: piecesOf(text) }])

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(SPECIAL)) {
    const piece = special(match[0])
    if (!piece) continue
    if (match.index > at) pieces.push({ is: 'text', text: text.slice(at, match.index) })
    pieces.push(piece)
    at = match.index + (piece.is === 'link' ? piece.text.length : match[0].length)
  }
  if (at < text.length) pieces.push({ is: 'text', text: text.slice(at) })
  return pieces
}

function special(found: string): Piece | null {
  if (found.startsWith('`')) return { is: 'code', text: found.slice(1, -1) }
  const text = withoutTail(found)
  const href = safeHref(text)
  return href ? { is: 'link', text, href } : null
}

const TAIL = new Set(".,;:!?'*_~")
const count = (text: string, letter: string): number => text.split(letter).length - 1

/** The full stop after a link belongs to the sentence, and so does a bracket that was not opened inside it. */
function withoutTail(link: string): string {
  let unopened = count(link, ')') - count(link, '(')
  let end = link.length
  for (; end > 0; end--) {
    const letter = link[end - 1] ?? ''
    if (letter === ')' && unopened > 0) unopened--
    else if (!TAIL.has(letter)) break
  }
  return link.slice(0, end)
}

const ALLOWED = new Set(['http:', 'https:', 'mailto:'])
/** Characters that turn the direction of text could show another address than the one opened. */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** An address that may be opened: http, https or mailto, nobody's name and password in it, nothing that disguises it. */
export function safeHref(text: string): string | null {
  if (TURNING.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  if (!ALLOWED.has(url.protocol) || url.username !== '' || url.password !== '') return null
  return url.href
}
