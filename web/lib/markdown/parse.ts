import { parseFast } from './fast.ts'
import { isReadable } from './guard.ts'
import { asTyped } from './plain.ts'
import type { Tree } from './tree.ts'

export type FullParser = (source: string) => Tree

/**
 * Reads a message. What most are is read at once, which costs a fiftieth of the full parser. Without that one, and where reading would take too long, what
 * is not simple stays as it was typed.
 */
export function parse(content: string, full: FullParser | null): Tree {
  const source = content.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n')
  if (!isReadable(source)) return asTyped(source)
  return parseFast(source) ?? full?.(source) ?? asTyped(source)
}
