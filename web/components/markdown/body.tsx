'use client'

import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTree } from '../../hooks/use-tree.ts'
import { isWild } from '../../lib/characters.ts'
import { isLoneEmoji } from '../../lib/markdown/emoji.ts'
import { drawBlocks } from './blocks.tsx'

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
