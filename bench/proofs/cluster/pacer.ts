import { pause } from '../../server.ts'

/**
 * Hands out the moments at which a message is due, so many a second in all, to whoever is free: while some wait for a node that is
 * frozen the others write as much more. What was due while nobody was free is not made up for.
 */
export function pacer(perSecond: number): () => Promise<void> {
  let due = performance.now()
  return () => {
    const now = performance.now()
    due = Math.max(due + 1_000 / perSecond, now)
    return pause(due - now)
  }
}
