import { safeHref } from './href.ts'
import { type Inline, joined, type Tree } from './tree.ts'
import { wordsOf } from './words.ts'

/** Signs that may mean more than is read here, wherever they stand. */
const ELSEWHERE = /``|[\\~|<[\]\r\0\ufeff]|www\.|:[\w+-]+:|[\w.+-]@|@[\w.-]*@|[^\S\n]\n|\n[^\S\n]|^\s|\s$/i
/** Lines that may be more than words: a heading, quote, list, rule or fence. */
const STRUCTURE = /^(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|(?:-|\*|_)[*_ -]*$|```|[:-]+$)/m

/** The four things read within a line, each where nobody can doubt what it is. */
const SIMPLE =
  /`(?<code>[^`\s](?:[^`\n]*[^`\s])?)`|(?<=^|[ \n])(?:\*\*(?<strong>[a-z0-9](?:[^*_`\n:]*[a-z0-9])?)\*\*|(?<around>[*_])(?<emphasis>[a-z0-9](?:[^*_`\n:]*[a-z0-9])?)\k<around>)(?=$|[ \n])|(?<=^|[ \n])(?<link>https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/(?:[a-z0-9/?=%#.+-]*[a-z0-9/])?)?)(?=$|[ \n])/gi
/** What is left between must be free of what could pair up across it. */
const DOUBTFUL = /[*`]|(?<![a-z0-9])_|_(?![a-z0-9])|https?:/i

/**
 * Reads what most messages are (words, line breaks, links, code, bold, italics) at once, and answers null for all others.
 * Whatever it answers is what the full parser would: a test asks both.
 */
export function parseFast(source: string): Tree | null {
  if (source === '') return []
  if (ELSEWHERE.test(source) || STRUCTURE.test(source)) return null
  const tree: Tree = []
  for (const words of source.split(/\n{2,}/)) {
    const inner = inlinesOf(words)
    if (!inner) return null
    tree.push({ is: 'paragraph', inner })
  }
  return tree
}

function inlinesOf(words: string): Inline[] | null {
  const out: Inline[] = []
  let at = 0
  for (const match of words.matchAll(SIMPLE)) {
    const node = nodeOf(match.groups ?? {})
    const between = words.slice(at, match.index)
    if (!node || DOUBTFUL.test(between)) return null
    out.push(...wordsOf(between), node)
    at = match.index + match[0].length
  }
  const rest = words.slice(at)
  return DOUBTFUL.test(rest) ? null : joined([...out, ...wordsOf(rest)])
}

function nodeOf({ code, strong, emphasis, link }: Record<string, string | undefined>): Inline | null {
  if (code !== undefined) return { is: 'code', text: code }
  if (strong !== undefined) return { is: 'strong', inner: wordsOf(strong) }
  if (emphasis !== undefined) return { is: 'emphasis', inner: wordsOf(emphasis) }
  const href = safeHref(link ?? '')
  return href ? { is: 'link', href, inner: [{ is: 'text', text: link ?? '' }] } : null
}
