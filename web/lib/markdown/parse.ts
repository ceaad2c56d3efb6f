import { parseFast } from './fast.ts'
import { isReadable } from './guard.ts'
import { asTyped } from './plain.ts'
import type { Tree } from './tree.ts'

export type FullParser = (source: string) => Tree

/** Reads a message. Without the full parser, and where reading would take too long, what is not simple stays as it was typed. */
export function parse(content: string, full: FullParser | null): Tree {
  const source = content.replace(/^\ufeff/, '').replaceAll(/\r\n?/g, '\n')
  if (!isReadable(source)) return asTyped(source)
  return (full ?? parseFast)(source) ?? asTyped(source)
}
