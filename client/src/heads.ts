import { ChatError, type DurableEvent, type Head } from '@parley/protocol'
import type { Call } from './requests.ts'

/** What the asking for heads needs of the rest. */
export interface HeadEvents {
  call: Call
  /** My own clock: what is asked from now on is read at it or above. 0 where that is not known. */
  me(): number
  has(channelId: string): boolean
  /** Puts a head in place. */
  head(head: Head, at: number): void
  /** It is not mine to read. */
  strange(channelId: string): void
}

const EARLY_LIMIT = 1_000
const RETRY_MS = 2_000

export const refused = (error: unknown): boolean => error instanceof ChatError && (error.code === 'not_found' || error.code === 'forbidden')

/** Asks for the heads of channels that were heard of, and keeps what is told of them until then. */
export class Heads {
  readonly #events: HeadEvents
  readonly #asking = new Set<string>()
  readonly #early = new Map<string, DurableEvent[]>()
  /** Channels that turned out not to be mine: their events are not asked after again. */
  readonly #strange = new Set<string>()
  /** Goes up with every history: an answer of an older one says nothing about my clock. */
  #history = 0

  constructor(events: HeadEvents) {
    this.#events = events
  }

  /** An event of a channel whose head has not come: its row goes into it when it does. */
  heard(channelId: string, event: DurableEvent): void {
    if (this.#strange.has(channelId)) return
    this.#early.set(channelId, [...(this.#early.get(channelId) ?? []), event].slice(-EARLY_LIMIT))
  }

  /** The head has come: what was told before it. */
  take(channelId: string): DurableEvent[] {
    const early = this.#early.get(channelId) ?? []
    this.#early.delete(channelId)
    return early
  }

  /** I joined it, so it is mine. */
  joined(channelId: string): void {
    this.#strange.delete(channelId)
  }

  /** Asks after all that was heard of and is still unknown. */
  async askAll(): Promise<void> {
    await Promise.all([...this.#early.keys()].map((channelId) => this.ask(channelId)))
  }

  /** A new welcome: what was not mine may be now. */
  welcome(): void {
    this.#strange.clear()
  }

  async ask(channelId: string): Promise<void> {
    if (this.#asking.has(channelId) || this.#strange.has(channelId)) return
    this.#asking.add(channelId)
    const error = await this.fetch('channel.get', channelId).then(
      () => null,
      (failure: unknown) => failure,
    )
    this.#asking.delete(channelId)
    if (this.#events.has(channelId)) return
    if (error && !refused(error)) setTimeout(() => this.#early.has(channelId) && void this.ask(channelId), RETRY_MS)
    else this.#give(channelId)
  }

  /** `channel.follow` also follows. */
  async fetch(name: 'channel.follow' | 'channel.get', channelId: string): Promise<Head> {
    const me = this.#events.me()
    const history = this.#history
    const head = await this.#events.call(name, { channelId })
    this.#events.head(head, history === this.#history ? me : 0)
    return head
  }

  clear(): void {
    this.#early.clear()
    this.#history++
  }

  #give(channelId: string): void {
    this.#strange.add(channelId)
    this.#early.delete(channelId)
    this.#events.strange(channelId)
  }
}
