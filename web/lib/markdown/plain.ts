import type { Block, Inline, Tree } from './tree.ts'

/** The source as it was typed, for what is not read as Markdown (yet): all its lines, nothing in them. */
export const asTyped = (source: string): Tree => (source === '' ? [] : [{ is: 'paragraph', inner: [{ is: 'text', text: source }] }])

const HIDDEN = '▒▒▒'

/** One line that says what a message says, for results and notifications: no signs of Markdown, nothing hidden shown. */
export function summaryOf(tree: Tree): string {
  return linesOf(tree)
    .join(' ')
    .replaceAll(/[\s\u2028\u2029]+/g, ' ')
    .trim()
}

const linesOf = (tree: Tree): string[] => tree.map(lineOf)

function lineOf(block: Block): string {
  switch (block.is) {
    case 'paragraph':
    case 'heading':
      return wordsIn(block.inner)
    case 'quote':
      return linesOf(block.blocks).join(' ')
    case 'list':
      return block.items.map((item) => `${marker(item)}${linesOf(item.blocks).join(' ')}`).join(' ')
    case 'fence':
      return block.text
    case 'table':
      return block.rows.map((row) => row.map((cell) => wordsIn(cell)).join(' · ')).join(' ')
    case 'rule':
      return ''
  }
}

function marker({ number, checked }: { number: number | null; checked: boolean | null }): string {
  if (checked !== null) return checked ? '☑ ' : '☐ '
  return number === null ? '• ' : `${number}. `
}

/** The words of inline nodes without their dress. */
export const wordsIn = (inner: readonly Inline[], hidden = HIDDEN): string =>
  inner.map((node) => (node.is === 'spoiler' && hidden !== '' ? hidden : 'inner' in node ? wordsIn(node.inner, hidden) : node.text)).join('')
