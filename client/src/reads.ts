import { ChatError, type Read } from '@parley/protocol'
import type { Call } from './requests.ts'

/** A mark set here that the server has not confirmed. */
interface Mark {
  seq: number
  timer?: ReturnType<typeof setTimeout> | undefined
}

const COALESCE_MS = 500

/** How far I have read each channel: what the server says, raised at once by what I do here. */
export class Reads {
  readonly #call: Call
  readonly #changed: (channelId: string) => void
  readonly #rows = new Map<string, Read>()
  readonly #marks = new Map<string, Mark>()

  constructor(call: Call, changed: (channelId: string) => void) {
    this.#call = call
    this.#changed = changed
  }

  seq(channelId: string): number {
    return Math.max(this.#rows.get(channelId)?.readSeq ?? 0, this.#marks.get(channelId)?.seq ?? 0)
  }

  /** What the server said. */
  confirmed(channelId: string): number {
    return this.#rows.get(channelId)?.readSeq ?? 0
  }

  apply(row: Read): void {
    const known = this.#rows.get(row.channelId)
    if (known && known.rev >= row.rev) return
    this.#rows.set(row.channelId, row)
    this.#changed(row.channelId)
  }

  /** A head's mark has no rev of its own: `at` is my clock when it was read, 0 where that is not known. */
  head(channelId: string, readSeq: number, at: number): void {
    if (at > 0 || !this.#rows.has(channelId)) this.apply({ channelId, readSeq, rev: at })
  }

  /** Raises the mark here at once and on the server soon; a raise within half a second rides along. */
  mark(channelId: string, seq: number): void {
    if (seq <= this.seq(channelId)) return
    const timer = this.#marks.get(channelId)?.timer ?? setTimeout(() => void this.#send(channelId), COALESCE_MS)
    this.#marks.set(channelId, { seq, timer })
    this.#changed(channelId)
  }

  async unmark(channelId: string, seq: number): Promise<void> {
    this.#forget(channelId)
    this.apply(await this.#call('channel.unread', { channelId, seq }))
  }

  /** Signed in again: marks whose fate is unknown go once more. */
  resend(): void {
    for (const [channelId, mark] of this.#marks) mark.timer ??= setTimeout(() => void this.#send(channelId), 0)
  }

  clear(): void {
    for (const channelId of [...this.#marks.keys()]) this.#forget(channelId)
    this.#rows.clear()
  }

  async #send(channelId: string): Promise<void> {
    const mark = this.#marks.get(channelId)
    if (!mark) return
    mark.timer = undefined
    const urev = this.#rows.get(channelId)?.rev
    try {
      this.apply(await this.#call('channel.read', { channelId, seq: mark.seq, ...(urev && { urev }) }))
    } catch (error) {
      if (error instanceof ChatError && error.code === 'unavailable') return
    }
    if (this.#marks.get(channelId) === mark) this.#forget(channelId)
  }

  #forget(channelId: string): void {
    clearTimeout(this.#marks.get(channelId)?.timer)
    if (this.#marks.delete(channelId)) this.#changed(channelId)
  }
}
