import { LIMITS } from '@parley/protocol'

/** Everybody in the channel; or those of them who are there just now. */
export type Wide = 'channel' | 'here'

/** Whom a message names: handles of people or groups as they were written, small, and whether it is for all. */
export interface Named {
  handles: readonly string[]
  wide: Wide | null
}

const NOBODY: Named = { handles: [], wide: null }
const WIDE: Readonly<Record<string, Wide>> = { channel: 'channel', everyone: 'channel', here: 'here' }

/** Nobody may be called so. */
export const isReserved = (handle: string): boolean => Object.hasOwn(WIDE, handle.toLowerCase())

/** Where the web client draws a mention: an @ that begins a word. */
const NAMED = /(?<![\p{L}\p{N}_/@#.&=+-])@([a-z0-9][a-z0-9._-]{0,31})/giu

/** Whom the words name, not in code. In time that grows with their length only; more than a bounded number is not looked at. */
export function namedIn(content: string): Named {
  if (!content.includes('@')) return NOBODY
  const handles = new Set<string>()
  let wide: Wide | null = null
  for (const [, word = ''] of withoutCode(content).matchAll(NAMED)) {
    const handle = word.replace(/[._-]+$/, '').toLowerCase()
    const all = Object.hasOwn(WIDE, handle) ? WIDE[handle] : undefined
    if (all) wide = wide === 'channel' ? wide : all
    else if (handles.size < LIMITS.mentions) handles.add(handle)
  }
  return { handles: [...handles], wide }
}

/** The words without what stands in code. Code ends with its paragraph, where no fence holds it together. */
export function withoutCode(content: string): string {
  if (!/[`~]/.test(content)) return content
  const kept: string[] = []
  let fence = ''
  for (const line of content.split('\n')) {
    if (fence !== '') {
      if (isEnd(line, fence)) fence = ''
      continue
    }
    fence = opens(line)
    kept.push(fence === '' ? line : '')
  }
  return kept
    .join('\n')
    .split(/\n[ \t]*\n/)
    .map(withoutSpans)
    .join('\n\n')
}

const opens = (line: string): string => /^[ \t>]*(?:(`{3,})[^`]*|(~{3,}).*)$/.exec(line)?.slice(1).find(Boolean) ?? ''
const isEnd = (line: string, fence: string): boolean => {
  const bare = line.replace(/^[ \t>]*/, '').trimEnd()
  return bare.startsWith(fence) && bare.replaceAll(fence.charAt(0), '') === ''
}

/** Without what stands between two runs of as many backticks. */
function withoutSpans(words: string): string {
  const runs = Array.from(words.matchAll(/`+/g), ({ index, 0: run }) => ({ at: index, size: run.length }))
  if (runs.length < 2) return words
  const later = new Map<number, number>()
  const partner = new Array<number | undefined>(runs.length)
  for (let n = runs.length - 1; n >= 0; n--) {
    const size = runs[n]?.size ?? 0
    partner[n] = later.get(size)
    later.set(size, n)
  }
  let kept = ''
  let from = 0
  for (let n = 0; n < runs.length; n++) {
    const end = partner[n]
    const [open, close] = [runs[n], end === undefined ? undefined : runs[end]]
    if (!open || !close || end === undefined) continue
    kept += `${words.slice(from, open.at)} `
    from = close.at + close.size
    n = end
  }
  return kept + words.slice(from)
}
