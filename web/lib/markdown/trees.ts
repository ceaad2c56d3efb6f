import { type FullParser, parse } from './parse.ts'
import { summaryOf } from './plain.ts'
import type { Tree } from './tree.ts'

const RETRY_MS = 5_000
/** As many as a person scrolls through: the same words are read once. */
const KEPT = 500

let full: FullParser | null = null
const listeners = new Set<() => void>()
const trees = new Map<string, Tree>()

/** The tree of a message; kept by its words, which are its version. */
export function treeOf(content: string): Tree {
  const known = trees.get(content)
  if (known) return known
  const tree = parse(content, full)
  const [oldest] = trees.keys()
  if (trees.size >= KEPT && oldest !== undefined) trees.delete(oldest)
  trees.set(content, tree)
  return tree
}

/** One line of it, for results and notifications. */
export const summaryOfContent = (content: string): string => summaryOf(treeOf(content))

/** Calls back once more is understood. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const isFull = (): boolean => full !== null

/** Brings the parser that reads everything. */
export const loadFull = (): Promise<void> => import('./full.ts').then(({ parseFull }) => arrived(parseFull))

/** It is asked for as soon as this module runs and not waited for; a lost connection is tried again. */
const load = (): void => void loadFull().catch(() => setTimeout(load, RETRY_MS))

function arrived(parser: FullParser): void {
  full = parser
  trees.clear()
  for (const listener of listeners) listener()
}

if (typeof window !== 'undefined') load()
