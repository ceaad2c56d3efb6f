import type { Block, Inline, Tree } from './tree.ts'

/** Whether a message names somebody, there where a mention is drawn: not in code, not in a word. */
export const mentions = (tree: Tree, handle: string): boolean => tree.some((block) => inBlock(block, handle))

function inBlock(block: Block, handle: string): boolean {
  switch (block.is) {
    case 'paragraph':
    case 'heading':
      return inWords(block.inner, handle)
    case 'quote':
      return mentions(block.blocks, handle)
    case 'list':
      return block.items.some((item) => mentions(item.blocks, handle))
    case 'table':
      return block.rows.flat().some((cell) => inWords(cell, handle))
    default:
      return false
  }
}

const inWords = (inner: readonly Inline[], handle: string): boolean =>
  inner.some((node) => (node.is === 'mention' ? node.handle === handle : 'inner' in node && inWords(node.inner, handle)))
