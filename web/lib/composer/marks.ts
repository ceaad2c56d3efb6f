import { codeBlock } from './code-block.ts'
import { type Change, selected, type Written } from './written.ts'

/** Puts a mark around the selected words, or takes it away where it stands around or inside them. */
export function toggleMark(written: Written, mark: string): Change {
  const { text, from, to } = written
  const words = selected(written)
  if (ends(text.slice(0, from), mark) && begins(text.slice(to), mark)) {
    const start = from - mark.length
    return { from: start, to: to + mark.length, put: words, select: [start, start + words.length] }
  }
  if (words.length > mark.length * 2 && begins(words, mark) && ends(words, mark)) {
    const put = words.slice(mark.length, -mark.length)
    return { from, to, put, select: [from, from + put.length] }
  }
  return wrap(written, mark)
}

/** The spaces around the words stay outside: `** words **` would not be bold. */
function wrap(written: Written, mark: string): Change {
  const words = selected(written)
  const from = written.from + (words.length - words.trimStart().length)
  const inner = words.trim()
  const start = (inner === '' ? written.from : from) + mark.length
  const to = inner === '' ? written.to : from + inner.length
  return { from: start - mark.length, to, put: mark + inner + mark, select: [start, start + inner.length] }
}

const begins = (text: string, mark: string): boolean => stands(/^(.)\1*/.exec(text)?.[0] ?? '', mark)
const ends = (text: string, mark: string): boolean => stands(/(.)\1*$/.exec(text)?.[0] ?? '', mark)

/** One star is italic, two are bold, three are both. */
function stands(run: string, mark: string): boolean {
  if (run[0] !== mark[0]) return false
  return mark === '*' ? run.length % 2 === 1 : run.length >= mark.length
}

/** Code within a line; several lines become a block. */
export function toggleCode(written: Written): Change {
  return selected(written).includes('\n') ? codeBlock(written) : toggleMark(written, '`')
}

/** Makes a link of the selected words, or of a selected address, and waits for the other half. */
export function link(written: Written): Change {
  const { from, to } = written
  const words = selected(written)
  if (/^https?:\/\/\S+$/i.test(words)) return { from, to, put: `[](${words})`, select: [from + 1, from + 1] }
  const at = from + words.length + (words === '' ? 1 : 3)
  return { from, to, put: `[${words}]()`, select: [at, at] }
}
