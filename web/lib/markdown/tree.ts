import type { ComponentType } from 'react'

/** A message as a tree to draw. Never HTML: every node becomes one known element or a text node. A line break is `\n` in a text. */
export type Inline =
  | { is: 'text'; text: string }
  | { is: 'code'; text: string }
  | { is: 'strong' | 'emphasis' | 'strike' | 'spoiler'; inner: Inline[] }
  | { is: 'link'; href: string; inner: Inline[] }
  /** `text` as typed, with its sign; drawn as a chip only where it means somebody or some place. */
  | { is: 'mention'; handle: string; text: string }
  | { is: 'channel'; name: string; text: string }
  /** What the full parser brings along to be drawn with: the first load holds none of it. */
  | { is: 'part'; text: string; Part: ComponentType<{ text: string }> }

export type Block =
  | { is: 'paragraph'; inner: Inline[] }
  | { is: 'heading'; level: number; inner: Inline[] }
  | { is: 'quote'; blocks: Block[] }
  | { is: 'list'; ordered: boolean; items: Item[] }
  | { is: 'fence'; language: string; text: string }
  | { is: 'table'; align: Align[]; rows: Inline[][][] }
  | { is: 'rule' }

/** `number` as typed, null in a list with bullets; `checked` is null where it is no task. */
export interface Item {
  number: number | null
  checked: boolean | null
  blocks: Block[]
}

export type Align = 'left' | 'right' | 'center' | null
export type Tree = Block[]

/** Neighbouring texts become one, empty ones nothing: two parsers that read the same answer the same. */
export function joined(inner: readonly Inline[]): Inline[] {
  const out: Inline[] = []
  for (const node of inner) {
    const last = out.at(-1)
    if (node.is !== 'text') out.push(node)
    else if (last?.is === 'text') out[out.length - 1] = { is: 'text', text: last.text + node.text }
    else if (node.text !== '') out.push(node)
  }
  return out
}
