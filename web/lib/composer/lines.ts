import { inFence } from './code.ts'
import { type Change, linesOf, type Written } from './written.ts'

/** The marker of a list or a quote at the start of a line: indentation, marker, and what follows. */
const ITEM = /^(\s*)([-*+] (?:\[[ xX]\] )?|\d{1,9}[.)] |(?:> ?)+)(.*)$/
const LISTED = /^(\s*)(?:[-*+] |\d{1,9}[.)] )/

export type LineKind = 'quote' | 'bullets' | 'numbers'

const kinds: Record<LineKind, { found: RegExp; marker: (index: number) => string }> = {
  quote: { found: /^> ?/, marker: () => '> ' },
  bullets: { found: /^[-*+] /, marker: () => '- ' },
  numbers: { found: /^\d{1,9}[.)] /, marker: (index) => `${index + 1}. ` },
}

/** Gives every line its marker, or takes it away where all have it. One kind of list replaces the other. */
export function toggleLines(written: Written, kind: LineKind): Change {
  const { found, marker } = kinds[kind]
  const { start, end, lines } = linesOf(written)
  const all = lines.every((line) => found.test(line) || (line.trim() === '' && lines.length > 1))
  let count = 0
  const marked = lines.map((line) => {
    if (all) return line.replace(found, '')
    if (line.trim() === '' && lines.length > 1) return line
    return marker(count++) + (kind === 'quote' ? line : line.replace(LISTED, '$1'))
  })
  return replaced(written, start, end, marked)
}

/** A new line: it goes on with the list, the quote or the indentation of code; on an item with no words the list ends instead. */
export function breakLine(written: Written): Change {
  const { text, from, to } = written
  const start = text.lastIndexOf('\n', from - 1) + 1
  const line = text.slice(start, from)
  if (inFence(text, from)) return broken(written, /^[ \t]*/.exec(line)?.[0] ?? '')
  const [, indentation = '', marker = '', words = ''] = ITEM.exec(line) ?? []
  if (marker === '') return broken(written, '')
  const rest = text.slice(to).split('\n', 1)[0] ?? ''
  if (words.trim() === '' && rest.trim() === '') return { from: start, to, put: '', select: [start, start] }
  return broken(written, indentation + next(marker))
}

const next = (marker: string): string => marker.replace(/^\d+/, (number) => `${Number(number) + 1}`).replace(/\[[xX]\]/, '[ ]')

function broken({ from, to }: Written, prefix: string): Change {
  const at = from + 1 + prefix.length
  return { from, to, put: `\n${prefix}`, select: [at, at] }
}

/** Moves list items and code to the right or to the left; null where the place is neither, or nothing is left to take away. */
export function indent(written: Written, direction: 'in' | 'out'): Change | null {
  const { text, from, to } = written
  const { start, end, lines } = linesOf(written)
  const code = inFence(text, start)
  if (!code && !lines.some((line) => LISTED.test(line))) return null
  if (code && direction === 'in' && from === to) return { from, to, put: '  ', select: [from + 2, from + 2] }
  const moved = lines.map((line) => (direction === 'in' ? line && ' '.repeat(stepOf(line)) + line : line.replace(/^(?:\t| {1,3})/, '')))
  return moved.join('\n') === lines.join('\n') ? null : replaced(written, start, end, moved)
}

/** As wide as the marker, so that the item belongs to the one above. */
const stepOf = (line: string): number => (/^\s*\d/.test(line) ? 3 : 2)

/** What was selected is now all of these lines; a caret stays where it was in its words. */
function replaced({ from, to }: Written, start: number, end: number, lines: readonly string[]): Change {
  const put = lines.join('\n')
  const caret = Math.max(start, to + put.length - (end - start))
  return { from: start, to: end, put, select: from === to ? [caret, caret] : [start, start + put.length] }
}
