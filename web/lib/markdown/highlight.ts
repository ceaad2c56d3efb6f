import type { ElementContent, RootContent } from 'hast'
import type { createLowlight } from 'lowlight'
import { grammarOf } from './grammars.ts'

/** A run of code in one colour; `token` is '' where it has none. */
export interface Run {
  token: Token | ''
  text: string
}
export type Token = 'keyword' | 'name' | 'string' | 'comment' | 'number' | 'added' | 'removed'

/** Longer code is not coloured: a grammar's expressions may take more than their length. */
const LONGEST = 6_000
const TOKENS: Record<string, Token> = {
  'hljs-keyword': 'keyword',
  'hljs-literal': 'keyword',
  'hljs-type': 'keyword',
  'hljs-selector-tag': 'keyword',
  'hljs-name': 'keyword',
  'hljs-section': 'keyword',
  'hljs-title': 'name',
  'hljs-attr': 'name',
  'hljs-attribute': 'name',
  'hljs-built_in': 'name',
  'hljs-property': 'name',
  'hljs-selector-class': 'name',
  'hljs-selector-id': 'name',
  'hljs-string': 'string',
  'hljs-regexp': 'string',
  'hljs-symbol': 'string',
  'hljs-comment': 'comment',
  'hljs-quote': 'comment',
  'hljs-meta': 'comment',
  'hljs-number': 'number',
  'hljs-addition': 'added',
  'hljs-deletion': 'removed',
}

const loaded = new Map<string, ReturnType<typeof createLowlight>>()

export const mayHighlight = (language: string, code: string): boolean => code.length <= LONGEST && grammarOf(language) !== undefined
export const isLoaded = (language: string): boolean => loaded.has(language)

/** Fetches the highlighter and one language. */
export async function loadLanguage(language: string): Promise<void> {
  const grammar = grammarOf(language)
  if (!grammar || loaded.has(language)) return
  const [{ createLowlight }, { default: rules }] = await Promise.all([import('./highlighter.ts'), grammar()])
  const lowlight = createLowlight()
  lowlight.register(language, rules)
  loaded.set(language, lowlight)
}

/** The code as coloured runs: the same letters in the same order. Null while its language is not there. */
export function highlight(language: string, code: string): Run[] | null {
  const lowlight = loaded.get(language)
  return lowlight && code.length <= LONGEST ? runsOf(lowlight.highlight(language, code).children, '') : null
}

function runsOf(nodes: readonly (RootContent | ElementContent)[], around: Token | ''): Run[] {
  return nodes.flatMap((node): Run[] => {
    if (node.type === 'text') return [{ token: around, text: node.value }]
    return node.type === 'element' ? runsOf(node.children, tokenOf(node.properties.className) ?? around) : []
  })
}

function tokenOf(classes: unknown): Token | undefined {
  const [first] = Array.isArray(classes) ? classes : []
  return typeof first === 'string' && Object.hasOwn(TOKENS, first) ? TOKENS[first] : undefined
}
