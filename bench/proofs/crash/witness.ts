import type { DurableEvent, Message, ServerEvent } from '@parley/protocol'
import type { Ledger } from './ledger.ts'

interface Position {
  connection: number
  rev: number
  /** The newest message that was heard as new. */
  seq: number
}

const isUntouched = (message: Message): boolean => message.version === 1 && !message.deleted

/** Listens to one raw socket that resumes nothing: on one connection the events of a channel must come one by one, in the order of the clock. */
export class Witness {
  readonly #ledger: Ledger
  readonly #userId: string
  readonly #at = new Map<string, Position>()

  constructor(ledger: Ledger, userId: string) {
    this.#ledger = ledger
    this.#userId = userId
  }

  hear(event: ServerEvent, connection: number): void {
    if (event.type === 'gone') for (const channelId of event.channelIds) this.#at.delete(channelId)
    if (event.type === 'lagged') this.#at.clear()
    if (!('channelId' in event) || !('rev' in event)) return
    this.#ledger.heard(this.#userId, event.channelId, event.rev)
    const before = this.#at.get(event.channelId)
    const seq = before?.connection === connection ? this.#compare(before, event) : 0
    this.#at.set(event.channelId, { connection, rev: event.rev, seq: event.type === 'message.changed' && isUntouched(event.message) ? event.message.seq : seq })
    if (event.type === 'message.changed') this.#ledger.told(event.message, this.#userId)
  }

  /** Answers the newest number heard so far. */
  #compare(before: Position, event: Extract<DurableEvent, { channelId: string }>): number {
    const { faults } = this.#ledger
    if (event.rev <= before.rev) faults.note('inverted', `${this.#userId} heard ${event.rev} after ${before.rev} in ${event.channelId}`)
    else if (event.rev > before.rev + 1) this.#ledger.holes.push({ userId: this.#userId, channelId: event.channelId, after: before.rev, heard: event.rev })
    if (event.type === 'message.changed' && isUntouched(event.message) && event.message.seq <= before.seq) {
      faults.note('inverted', `${this.#userId} heard number ${event.message.seq} as new after ${before.seq}`)
    }
    return before.seq
  }
}
