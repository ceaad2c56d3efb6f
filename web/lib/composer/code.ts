/** How a fenced block begins and ends. */
export const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/

/** Whether the place is inside of a fenced block: one was opened before it and not closed. On its first line counts, after its last does not. */
export function inFence(text: string, at: number): boolean {
  let open = ''
  for (const line of text.slice(0, at).split('\n')) {
    const [, fence = '', rest = ''] = FENCE.exec(line) ?? []
    if (fence === '') continue
    if (open === '') open = fence[0] === '`' && rest.includes('`') ? '' : fence
    else if (fence[0] === open[0] && fence.length >= open.length && rest.trim() === '') open = ''
  }
  return open !== ''
}

/** Whether the place is code, in a block or in a line: nothing is completed there. */
export function inCode(text: string, at: number): boolean {
  if (inFence(text, at)) return true
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return line.split('`').length % 2 === 0
}
