import { safeHref } from '../markdown/href.ts'
import { markdownTable } from './tables.ts'

export interface Rich {
  is: 'code' | 'table' | 'words'
  text: string
}

/** What Markdown can keep of copied HTML: that it is code, a table, or words with links. Null where the plain words say it all. The document is inert. */
export function markdownOf(html: string, plain: string): Rich | null {
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  for (const hidden of body.querySelectorAll('script, style, template')) hidden.remove()
  const only = onlyChild(body)
  if (only?.tagName === 'PRE' && plain.trim().includes('\n')) return { is: 'code', text: plain }
  const table = body.querySelector('table')
  if (table && body.textContent.trim().length === table.textContent.trim().length) return tableOf(table)
  const links = [...body.querySelectorAll('a[href]')].some((link) => hrefOf(link) !== null && link.textContent.trim() !== '')
  return links
    ? {
        is: 'words',
        text: wordsOf(body)
          .replace(/[ \t]+\n/g, '\n')
          .replace(/\n{3,}/g, '\n\n')
          .trim(),
      }
    : null
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
  const rows = [...table.rows].map((row) => [...row.cells].map((cell) => wordsOf(cell).trim()))
  if (rows.length < 2 && (rows[0]?.length ?? 0) < 2) return null
  return { is: 'table', text: markdownTable(rows) }
}

const BLOCK = new Set(['P', 'DIV', 'LI', 'UL', 'OL', 'TR', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE', 'PRE', 'SECTION', 'ARTICLE'])
const APART = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'BLOCKQUOTE', 'PRE'])

function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ')
  if (!(node instanceof Element)) return ''
  if (node.tagName === 'BR') return '\n'
  const inner = Array.from(node.childNodes, wordsOf).join('')
  if (node.tagName === 'A') return linked(node, inner)
  if (node.tagName === 'CODE' && inner.trim() !== '' && !inner.includes('`')) return `\`${inner}\``
  if (node.tagName === 'LI') return `\n- ${inner.trim()}`
  const edge = APART.has(node.tagName) ? '\n\n' : BLOCK.has(node.tagName) ? '\n' : ''
  return edge === '' ? inner : edge + inner.trim() + edge
}

function linked(link: Element, inner: string): string {
  const href = hrefOf(link)
  const words = inner.trim()
  if (href === null || words === '') return inner
  if (words === href || words === href.replace(/\/$/, '')) return href
  return inner.replace(words, () => `[${words.replace(/[[\]]/g, '\\$&')}](${href.replaceAll('(', '%28').replaceAll(')', '%29')})`)
}

/** The address as it was written; relative ones lead nowhere from here. */
const hrefOf = (link: Element): string | null => {
  const href = link.getAttribute('href') ?? ''
  return safeHref(href) === null ? null : href
}
