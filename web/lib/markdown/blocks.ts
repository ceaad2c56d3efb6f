import type { List, ListItem, RootContent, Table } from 'mdast'
import { inlinesOf } from './inlines.ts'
import { asTyped } from './plain.ts'
import type { Block, Item } from './tree.ts'

/** Where the conversion stands: all the source, and how many quotes and lists are around. */
export interface Place {
  source: string
  depth: number
}

/** Quotes and lists deeper than this are drawn as they were typed. */
const DEEPEST = 8

export const blocksOf = (nodes: readonly RootContent[], place: Place): Block[] => nodes.flatMap((node) => blockOf(node, place))

function blockOf(node: RootContent, place: Place): Block[] {
  switch (node.type) {
    case 'paragraph':
      return paragraph({ is: 'paragraph', inner: inlinesOf(node.children, place.source) })
    case 'heading':
      return paragraph({ is: 'heading', level: node.depth, inner: inlinesOf(node.children, place.source) })
    case 'blockquote':
    case 'list':
      return place.depth < DEEPEST ? container(node, { ...place, depth: place.depth + 1 }) : asTyped(sourceOf(node, place.source))
    case 'code':
      return [{ is: 'fence', language: languageOf(node.lang), text: node.value }]
    case 'table':
      return [tableOf(node, place.source)]
    case 'thematicBreak':
      return [{ is: 'rule' }]
    default:
      return asTyped(sourceOf(node, place.source))
  }
}

const paragraph = (block: Extract<Block, { is: 'paragraph' | 'heading' }>): Block[] => (block.inner.length > 0 ? [block] : [])

function container(node: Extract<RootContent, { type: 'blockquote' | 'list' }>, place: Place): Block[] {
  return node.type === 'list' ? [listOf(node, place)] : [{ is: 'quote', blocks: blocksOf(node.children, place) }]
}

function listOf(list: List, place: Place): Block {
  const ordered = list.ordered === true
  return { is: 'list', ordered, items: list.children.map((item) => itemOf(item, ordered, place)) }
}

/** A numbered item keeps the number that was typed, whatever stands above it. */
function itemOf(item: ListItem, ordered: boolean, place: Place): Item {
  const number = ordered ? Number.parseInt(sourceOf(item, place.source), 10) : null
  return { number, checked: item.checked ?? null, blocks: blocksOf(item.children, place) }
}

function tableOf(table: Table, source: string): Block {
  const rows = table.children.map((row) => row.children.map((cell) => inlinesOf(cell.children, source)))
  return { is: 'table', align: (table.align ?? []).map((side) => side ?? null), rows }
}

const languageOf = (said: string | null | undefined): string => /^[\w+#.-]{1,20}$/.exec(said ?? '')?.[0].toLowerCase() ?? ''

/** What was typed for a node. */
export function sourceOf(
  node: { position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined },
  source: string,
): string {
  return source.slice(node.position?.start.offset, node.position?.end.offset)
}
