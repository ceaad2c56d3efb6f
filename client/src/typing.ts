import { LIMITS } from '@parley/protocol'
import { type Readable, Value } from './readable.ts'
import type { Call } from './requests.ts'

const SAY_EVERY_MS = 3_000
const nobody: readonly string[] = []

/** Who is writing where. A signal: each lasts six seconds, or until the words are there. */
export class Typing {
  readonly #call: Call
  readonly #online: () => boolean
  readonly #writing = new Map<string, Value<readonly string[]>>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #saidAt = new Map<string, number>()

  constructor(call: Call, online: () => boolean) {
    this.#call = call
    this.#online = online
  }

  /** The ids of those who write in a channel, mine left out. */
  in(channelId: string): Readable<readonly string[]> {
    return this.#of(channelId)
  }

  /** Tells the others that I write; at most every three seconds. */
  say(channelId: string): void {
    const now = Date.now()
    if (!this.#online() || now - (this.#saidAt.get(channelId) ?? 0) < SAY_EVERY_MS) return
    this.#saidAt.set(channelId, now)
    this.#call('typing', { channelId }).catch(() => {})
  }

  /** Somebody writes; I know of myself. */
  heard(channelId: string, userId: string, myId?: string): void {
    if (userId === myId) return
    const value = this.#of(channelId)
    const key = channelId + userId
    clearTimeout(this.#timers.get(key))
    this.#timers.set(
      key,
      setTimeout(() => this.stopped(channelId, userId), LIMITS.typingMs),
    )
    if (!value.get().includes(userId)) value.set([...value.get(), userId])
  }

  /** Their message came, or they gave up. */
  stopped(channelId: string, userId: string): void {
    const key = channelId + userId
    if (!this.#timers.has(key)) return
    clearTimeout(this.#timers.get(key))
    this.#timers.delete(key)
    const value = this.#of(channelId)
    value.set(value.get().filter((id) => id !== userId))
  }

  /** I sent a message: the next word is said at once. */
  sent(channelId: string): void {
    this.#saidAt.delete(channelId)
  }

  #of(channelId: string): Value<readonly string[]> {
    const known = this.#writing.get(channelId)
    if (known) return known
    const value = new Value(nobody)
    this.#writing.set(channelId, value)
    return value
  }
}
