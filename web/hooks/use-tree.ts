import { createContext, use } from 'react'
import type { Tree } from '../lib/markdown/tree.ts'
import { treeOf } from '../lib/markdown/trees.ts'

/** Whether the full parser is there: what was read without it is read again when it comes. */
export const FullContext = createContext(false)

/** What a message says, read once for each version of it. */
export function useTree(content: string): Tree {
  use(FullContext)
  return treeOf(content)
}
