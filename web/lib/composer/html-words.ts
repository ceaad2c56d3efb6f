import { fenced } from './code-block.ts'
import { linked, marked, marksOf } from './html-marks.ts'
import { markdownTable } from './tables.ts'

const BLOCK = new Set(['P', 'DIV', 'TR', 'SECTION', 'ARTICLE', 'HEADER', 'FOOTER', 'MAIN', 'LI', 'UL', 'OL'])
const LEVELS = 3

/** The words of a copied tree with the form that Markdown has for them. Text comes out as text: nothing of it is ever HTML again. */
export function wordsOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\s+/g, ' ')
  if (!(node instanceof Element)) return ''
  return blockOf(node) ?? inlineOf(node)
}

/** Without the lines that only the source had. */
export const tidied = (words: string): string =>
  words
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

const within = (element: Element): string => Array.from(element.childNodes, wordsOf).join('')
const apart = (block: string): string => (block === '' ? '' : `\n\n${block}\n\n`)

function inlineOf(element: Element): string {
  if (element.tagName === 'BR') return '\n'
  const inner = within(element)
  if (element.tagName === 'CODE' && inner.trim() !== '' && !inner.includes('`')) return `\`${inner}\``
  const words = element.tagName === 'A' ? linked(element, inner) : inner
  const all = marksOf(element).reduceRight(marked, words)
  return BLOCK.has(element.tagName) ? `\n${all.trim()}\n` : all
}

function blockOf(element: Element): string | null {
  const { tagName } = element
  if (tagName === 'P') return apart(tidied(marksOf(element).reduceRight(marked, within(element))))
  if (/^H[1-6]$/.test(tagName)) return apart(headed(tidied(within(element)), Math.min(Number(tagName[1]), LEVELS)))
  if (tagName === 'PRE') return apart(fenced(element.textContent.replace(/\n+$/, '')))
  if (tagName === 'BLOCKQUOTE') return apart(eachLine(tidied(within(element)), '> '))
  if (tagName === 'HR') return apart('---')
  if (element instanceof HTMLTableElement) return apart(markdownTable([...element.rows].map((row) => [...row.cells].map((cell) => tidied(within(cell))))))
  if (tagName === 'UL' || tagName === 'OL') return element.closest('li') ? `\n${listOf(element)}\n` : apart(listOf(element))
  return null
}

/** One line, and no bold in it: a heading is that by itself. */
const headed = (words: string, level: number): string => (words === '' ? '' : `${'#'.repeat(level)} ${words.replace(/\s*\n\s*/g, ' ').replaceAll('**', '')}`)
const eachLine = (words: string, sign: string): string => (words === '' ? '' : words.replace(/^/gm, sign).replace(/ +$/gm, ''))

/** A list inside of a list belongs to the item before it, wherever the copied document put it. */
function listOf(list: Element): string {
  const first = Number(list.getAttribute('start') ?? 1) || 1
  let number = first - 1
  return [...list.children]
    .flatMap((child) => {
      if (child.tagName === 'UL' || child.tagName === 'OL') return [eachLine(listOf(child), list.tagName === 'OL' ? '   ' : '  ')]
      number++
      return itemOf(child, list.tagName === 'OL' ? `${number}. ` : '- ')
    })
    .join('\n')
}

function itemOf(item: Element, sign: string): string[] {
  const box = item.querySelector(':scope > input[type=checkbox], :scope > label > input[type=checkbox], :scope > p > input[type=checkbox]')
  const words = tidied(within(item)).replace(/\n{2,}/g, '\n')
  if (words === '') return []
  const [line = '', ...more] = `${box ? `[${box.hasAttribute('checked') ? 'x' : ' '}] ` : ''}${words}`.split('\n')
  return [[sign + line, ...more.map((one) => ' '.repeat(sign.length) + one)].join('\n')]
}
