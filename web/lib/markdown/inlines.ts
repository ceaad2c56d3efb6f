import type { Image, Link, PhrasingContent } from 'mdast'
import { sourceOf } from './blocks.ts'
import { isHonest, safeHref } from './href.ts'
import { ownIn } from './own.ts'
import { wordsIn } from './plain.ts'
import { type Inline, joined } from './tree.ts'
import { wordsOf } from './words.ts'

declare module 'mdast' {
  interface Spoiler {
    type: 'spoiler'
    children: PhrasingContent[]
    position?: Link['position']
  }
  interface PhrasingContentMap {
    spoiler: Spoiler
  }
  interface RootContentMap {
    spoiler: Spoiler
  }
}

/** Bold within italic within bold …: deeper than this is drawn as it was typed. */
const DEEPEST = 12

export function inlinesOf(nodes: readonly PhrasingContent[], source: string, depth = 0): Inline[] {
  return named(joined(nodes.flatMap((node) => (depth < DEEPEST ? inlineOf(node, source, depth + 1) : text(sourceOf(node, source))))))
}

/** People, channels and the workspace's emoji are looked for once all neighbouring text is one. */
const named = (inner: Inline[]): Inline[] => spread(spread(inner, wordsOf), ownIn)
const spread = (inner: Inline[], read: (text: string) => Inline[]): Inline[] => inner.flatMap((node) => (node.is === 'text' ? read(node.text) : [node]))
const text = (words: string): Inline[] => [{ is: 'text', text: words }]

function inlineOf(node: PhrasingContent, source: string, depth: number): Inline[] {
  const inner = () => ('children' in node ? inlinesOf(node.children, source, depth) : [])
  switch (node.type) {
    case 'text':
      return text(node.value)
    case 'break':
      return text('\n')
    case 'inlineCode':
      return [{ is: 'code', text: node.value }]
    case 'strong':
    case 'emphasis':
    case 'spoiler':
      return [{ is: node.type, inner: inner() }]
    case 'delete':
      return [{ is: 'strike', inner: inner() }]
    case 'link':
      return linkOf(node, inner(), source)
    case 'image':
      return imageOf(node, source)
    default:
      return text(sourceOf(node, source))
  }
}

/** Links stand in no link, and neither do people or channels: their words stay. */
const flat = (inner: readonly Inline[]): Inline[] =>
  joined(
    inner.flatMap((node): Inline[] => {
      if (node.is === 'link') return flat(node.inner)
      if (node.is === 'mention' || node.is === 'channel') return text(node.text)
      return 'inner' in node ? [{ ...node, inner: flat(node.inner) }] : [node]
    }),
  )

/** What may not be opened stays as it was typed. */
function linkOf(node: Link, inner: Inline[], source: string): Inline[] {
  const href = safeHref(node.url)
  const words = flat(inner)
  if (href && words.length > 0 && isHonest(wordsIn(words, ''), href)) return [{ is: 'link', href, inner: words }]
  return text(sourceOf(node, source))
}

/** Pictures are not loaded from elsewhere: who follows the link decides. */
function imageOf(node: Image, source: string): Inline[] {
  const href = safeHref(node.url)
  const words = node.alt || node.url
  return href && isHonest(words, href) ? [{ is: 'link', href, inner: text(words) }] : text(sourceOf(node, source))
}
