import { hrefOf, marksOf } from './html-marks.ts'
import { tidied, wordsOf } from './html-words.ts'
import { markdownTable } from './tables.ts'

export interface Rich {
  is: 'code' | 'table' | 'words'
  text: string
}

/** What Markdown can keep of copied HTML: that it is code, a table, or words with a form. Null where the plain words say it all. The document is inert. */
export function markdownOf(html: string, plain: string): Rich | null {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of body.querySelectorAll('script, style, template, noscript, svg, [hidden]')) hidden.remove()
  const only = onlyChild(body)
  if (only?.tagName === 'PRE' && plain.trim().includes('\n')) return { is: 'code', text: plain }
  const table = body.querySelector('table')
  if (table && body.textContent.trim().length === table.textContent.trim().length) return tableOf(table)
  return hasForm(body) ? { is: 'words', text: tidied(wordsOf(body)) } : null
}

/** The element that holds everything, however often it is wrapped. */
function onlyChild(element: Element): Element | null {
  const nodes = [...element.childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE || node.textContent?.trim())
  const [only] = nodes
  if (nodes.length !== 1 || !(only instanceof Element)) return null
  return only.tagName === 'DIV' || only.tagName === 'SPAN' ? (onlyChild(only) ?? only) : only
}

/** One cell alone is words, not a table. */
function tableOf(table: HTMLTableElement): Rich | null {
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => tidied(wordsOf(cell))))
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return null
  return { is: 'table', text: markdownTable(rows) }
}

/** A heading, an item or a quotation that is all there is was most likely copied for its words. */
function hasForm(body: HTMLElement): boolean {
  const filled = (selector: string): Element[] => [...body.querySelectorAll(selector)].filter((one) => one.textContent.trim() !== '')
  if (filled('a[href]').some((link) => hrefOf(link) !== null)) return true
  if (filled('*').some((one) => marksOf(one).length > 0 || (one.tagName === 'CODE' && !one.closest('pre')))) return true
  if (filled('li').length > 1 || filled('pre').length > 0 || filled('table').length > 0) return true
  const all = body.textContent.trim()
  return filled('h1, h2, h3, h4, h5, h6, blockquote').some((one) => one.textContent.trim() !== all)
}
