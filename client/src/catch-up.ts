import type { DurableEvent } from '@parley/protocol'
import type { Clock } from './clock.ts'
import { refused } from './heads.ts'
import type { Call } from './requests.ts'

/** What asking for missed rows needs of the rest. */
export interface CatchUpEvents {
  call: Call
  /** Puts a row where it belongs. */
  apply(event: DurableEvent): void
  /** May no longer be read. */
  gone(channelIds: readonly string[]): void
  /** Too far behind: drop the rows and read afresh. */
  refetch(channelId: string): void
  /** The first began, or the last ended. */
  changed(): void
}

const ROUNDS = 4
const RETRY_MS = 1_000

/** Asks for what channels missed, one request at a time for each. */
export class CatchUps {
  readonly #events: CatchUpEvents
  readonly #running = new Set<string>()
  /** Goes up with every `auth`: answers of an older one move no clock. */
  #turn = 0

  constructor(events: CatchUpEvents) {
    this.#events = events
  }

  get any(): boolean {
    return this.#running.size > 0
  }

  has(channelId: string): boolean {
    return this.#running.has(channelId)
  }

  /** A new `auth` asks for everything itself. */
  abandon(): void {
    this.#turn++
    this.#running.clear()
  }

  async run(channelId: string, clock: Clock): Promise<void> {
    if (this.#running.has(channelId)) return
    const turn = this.#turn
    this.#running.add(channelId)
    clock.startCatchUp()
    this.#events.changed()
    const error = await this.#rounds(channelId, clock, turn).then(
      () => null,
      (failure: unknown) => failure,
    )
    if (turn !== this.#turn) return
    this.#running.delete(channelId)
    this.#events.changed()
    if (error !== null) this.#failed(channelId, clock, error)
    else if (clock.gap) void this.run(channelId, clock)
  }

  async #rounds(channelId: string, clock: Clock, turn: number): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const answer = await this.#events.call('channel.sync', { channelId, clock: clock.known ?? 0 })
      if (turn !== this.#turn) return
      for (const event of answer.events) this.#events.apply(event)
      if (!answer.more) return clock.endCatchUp(answer.clock)
      clock.reached(answer.clock)
    }
    this.#events.refetch(channelId)
  }

  #failed(channelId: string, clock: Clock, error: unknown): void {
    if (refused(error)) return this.#events.gone([channelId])
    const turn = this.#turn
    setTimeout(() => turn === this.#turn && void this.run(channelId, clock), RETRY_MS)
  }
}
