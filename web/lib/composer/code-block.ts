import { FENCE, inFence } from './code.ts'
import { type Change, linesOf, selected, type Written } from './written.ts'

/** A fence longer than any run of backticks inside. */
export function fenced(code: string, language = ''): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${code}\n${fence}`
}

/** Makes a block of the selected words on lines of its own; takes the fences away where they stand around them. */
export function codeBlock(written: Written): Change {
  const { text, from, to } = written
  const bare = unfenced(written)
  if (bare) return bare
  const code = selected(written).replace(/\n$/, '')
  const before = from > 0 && text[from - 1] !== '\n' ? '\n' : ''
  const behind = to < text.length && text[to] !== '\n' ? '\n' : ''
  const block = fenced(code)
  const start = from + before.length + block.indexOf('\n') + 1
  return { from, to, put: before + block + behind, select: [start, start + code.length] }
}

function unfenced(written: Written): Change | null {
  const { text } = written
  const { start, end, lines } = linesOf(written)
  const above = text.lastIndexOf('\n', start - 2) + 1
  const next = text.indexOf('\n', end + 1)
  const belowEnd = next < 0 ? text.length : next
  const opens = start > 0 && FENCE.test(text.slice(above, start - 1)) && inFence(text, start)
  if (!opens || end >= text.length || !FENCE.test(text.slice(end + 1, belowEnd))) return null
  const put = lines.join('\n')
  return { from: above, to: belowEnd, put, select: [above, above + put.length] }
}
