/** More than a person writes, and less than what makes a parser slow: each kind below costs the square of its number. */
const MOST = { runs: 600, brackets: 600, ticks: 600, lines: 2_000, deepest: 24 }

/** Whether a source can be read in time that grows with its length only. Counts, in one pass; never a clock. */
export function isReadable(source: string): boolean {
  const words = withoutFences(source)
  return (
    count(source, /\n/g) <= MOST.lines &&
    count(words, /\*+|_+|~+|\|+/g) <= MOST.runs + count(words, /(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])/gu) &&
    count(words, /[[\]]/g) <= MOST.brackets &&
    count(words, /`+/g) <= MOST.ticks &&
    words.split('\n').every((line) => depth(line) <= MOST.deepest)
  )
}

function count(text: string, what: RegExp): number {
  let found = 0
  for (const _ of text.matchAll(what)) found++
  return found
}

/** How many quotes and lists a line opens, and how far it stands in. */
function depth(line: string): number {
  const [head = ''] = /^(?:[ \t]|>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/.exec(line) ?? []
  return count(head, /[>+*.)-]|[ \t]{2}/g)
}

/** Code at the margin costs nothing but its length. Where a fence stands inside something else, nothing is left out. */
function withoutFences(source: string): string {
  if (/^[ \t>+*\d.)-]+(?:```|~~~)/m.test(source)) return source
  const out: string[] = []
  let fence = ''
  for (const line of source.split('\n')) {
    if (fence === '') {
      fence = /^(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line)?.slice(1).find(Boolean) ?? ''
      out.push(line)
    } else if (isEnd(line, fence)) fence = ''
  }
  return out.join('\n')
}

const isEnd = (line: string, fence: string): boolean => line.startsWith(fence) && line.replaceAll(fence.charAt(0), '').trim() === ''
