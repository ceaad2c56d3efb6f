import type { StoreLog } from '../store.ts'
import { ConnectionLost, Unprepared } from './failures.ts'
import { reasonOf } from './reasons.ts'

/** Tells the log when PostgreSQL goes away and when it is back, once each, however many requests notice. */
export function outageOf(url: string, log: StoreLog) {
  let since: number | undefined
  return {
    begins(reason: unknown): void {
      if (since !== undefined || !(reason instanceof ConnectionLost) || reason instanceof Unprepared) return
      since = Date.now()
      log.warn({ reason: reasonOf(reason, url) }, 'PostgreSQL is away; it is tried again until it is back')
    },
    ends(): void {
      if (since === undefined) return
      log.warn({ seconds: (Date.now() - since) / 1_000 }, 'PostgreSQL is back')
      since = undefined
    },
  }
}
