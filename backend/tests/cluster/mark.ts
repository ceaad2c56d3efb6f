import type { Broker } from '../../broker/broker.ts'

/** How long a bell that rings may take. */
const WITHIN_MS = 10_000
let lastMark = 0

/**
 * Resolves when every node has heard all that any of them rang before: each rings a mark of its own, and the bell keeps the
 * order of what one node rings. What one process tells by a call has then come to all.
 */
export function marked(bells: readonly Broker[]): () => Promise<void> {
  const waiting = new Map<number, { missing: Set<string>; heard: () => void }>()
  for (const [to, bell] of bells.entries())
    bell.onTold((words) => {
      const { mark, from } = words as { mark?: number; from?: number }
      const round = mark === undefined ? undefined : waiting.get(mark)
      round?.missing.delete(`${from} to ${to}`)
      if (round?.missing.size === 0) round.heard()
    })
  return async () => {
    const mark = ++lastMark
    const missing = new Set(bells.flatMap((_, from) => bells.flatMap((_, to) => (from === to ? [] : [`${from} to ${to}`]))))
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const late = setTimeout(() => reject(new Error(`The bell did not bring a mark in ${WITHIN_MS} ms: ${[...missing].join(', ')}`)), WITHIN_MS)
    waiting.set(mark, { missing, heard: resolve })
    for (const [from, bell] of bells.entries()) bell.tell({ mark, from })
    await promise.finally(() => {
      clearTimeout(late)
      waiting.delete(mark)
    })
  }
}
