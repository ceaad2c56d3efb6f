/** What stands in a field, and what is selected of it; `from` and `to` are the same where nothing is. */
export interface Written {
  text: string
  from: number
  to: number
}

/** One step of writing: this range becomes these words, and this is selected then. A field takes it as one step of undo. */
export interface Change {
  from: number
  to: number
  put: string
  select: readonly [number, number]
}

export const selected = ({ text, from, to }: Written): string => text.slice(from, to)

/** What stands after a change. */
export function after({ text }: Written, { from, to, put, select }: Change): Written {
  return { text: text.slice(0, from) + put + text.slice(to), from: select[0], to: select[1] }
}

/** Puts words in place of what is selected, and goes on behind them. */
export function putting({ from, to }: Written, put: string): Change {
  return { from, to, put, select: [from + put.length, from + put.length] }
}

/** The whole lines that a selection touches. */
export function linesOf({ text, from, to }: Written): { start: number; end: number; lines: string[] } {
  const start = text.lastIndexOf('\n', from - 1) + 1
  const found = text.indexOf('\n', Math.max(to - (to > from && text[to - 1] === '\n' ? 1 : 0), start))
  const end = found < 0 ? text.length : found
  return { start, end, lines: text.slice(start, end).split('\n') }
}
