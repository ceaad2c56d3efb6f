import { type Call, isLogSync, isLogWrite, isSocketWrite } from './trace.ts'

/** What the kernel was asked for one message, in order; undefined where it was never asked. */
export interface Story {
  marker: string
  /** The first write of the message's row into the log, */
  written: Call | undefined
  /** the first sync of the log that began after it, */
  synced: Call | undefined
  /** and the first bytes about it that left for anybody: the answer, or the event. */
  told: Call | undefined
}

/** Follows each message through the trace. */
export function storiesOf(calls: readonly Call[], markers: readonly string[]): Story[] {
  const writes = calls.filter(isLogWrite)
  const syncs = calls.filter((call) => isLogSync(call) && call.result === 0)
  const sends = calls.filter(isSocketWrite)
  return markers.map((marker) => {
    const written = writes.find(({ args }) => args.includes(marker))
    const synced = written && syncs.find(({ start }) => start >= written.end)
    return { marker, written, synced, told: sends.find(({ args }) => args.includes(marker)) }
  })
}

/** [I1] The sync came back, without an error, before the first byte left. */
export const holds = ({ written, synced, told }: Story): boolean =>
  written !== undefined && synced !== undefined && told !== undefined && synced.end <= told.start
