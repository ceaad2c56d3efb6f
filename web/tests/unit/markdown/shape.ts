import type { Block, Inline, Item, Tree } from '../../../lib/markdown/tree.ts'

/** A tree in one line, to compare with. */
export const shape = (tree: Tree): string => tree.map(block).join(' ')

function block(node: Block): string {
  switch (node.is) {
    case 'paragraph':
      return `p(${words(node.inner)})`
    case 'heading':
      return `h${node.level}(${words(node.inner)})`
    case 'quote':
      return `quote(${shape(node.blocks)})`
    case 'list':
      return `${node.ordered ? 'ol' : 'ul'}(${node.items.map(item).join(' ')})`
    case 'fence':
      return `fence:${node.language}(${node.text})`
    case 'table':
      return `table[${node.align.map((side) => side ?? '-')}](${node.rows.map((row) => row.map(words).join('|')).join(' / ')})`
    case 'rule':
      return 'rule'
  }
}

function item({ number, checked, blocks }: Item): string {
  return `${number ?? (checked === null ? '•' : checked ? '☑' : '☐')}(${shape(blocks)})`
}

const words = (inner: readonly Inline[]): string => inner.map(inline).join('')

function inline(node: Inline): string {
  if (node.is === 'text') return node.text
  if (node.is === 'link') return `link<${node.href}>(${words(node.inner)})`
  return `${node.is}(${'inner' in node ? words(node.inner) : node.text})`
}
