'use client'

import clsx from 'clsx'
import { type ReactNode, useSyncExternalStore } from 'react'
import { isWild } from '../../lib/characters.ts'
import { isLoneEmoji } from '../../lib/markdown/emoji.ts'
import type { Tree } from '../../lib/markdown/tree.ts'
import { isFull, subscribe, treeOf } from '../../lib/markdown/trees.ts'
import { drawBlocks } from './blocks.tsx'

/** What a message says, read once for each version of it and again when the full parser has arrived. */
export function useTree(content: string): Tree {
  useSyncExternalStore(subscribe, isFull, isFull)
  return treeOf(content)
}

/** The words of a message; `after` ends the last line. */
export function MarkdownBody({ content, after }: { content: string; after?: ReactNode }) {
  const tree = useTree(content)
  return (
    <div className={clsx('body md', isLoneEmoji(tree) && 'lone', isWild(content) && 'wild', after && tree.at(-1)?.is === 'paragraph' && 'changed')} dir="auto">
      {drawBlocks(tree)}
      {after}
    </div>
  )
}
