'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { isLoneEmoji } from '../../lib/markdown/emoji.ts'
import { isFull, subscribe, treeOf } from '../../lib/markdown/trees.ts'
import { drawBlocks } from './blocks.tsx'

/** The words of a message, read once for each version of them and again when the full parser has arrived; `after` ends the last line. */
export function MarkdownBody({ content, after }: { content: string; after?: ReactNode }) {
  useSyncExternalStore(subscribe, isFull, () => false)
  const tree = treeOf(content)
  return (
    <div className={isLoneEmoji(tree) ? 'body md lone' : 'body md'} dir="auto">
      {drawBlocks(tree)}
      {after}
    </div>
  )
}
