import { ChatError } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Sync } from '../services/sync.ts'
import type { Followed } from '../store/ops/welcome.ts'
import type { Hub } from './hub.ts'
import type { Listener } from './steering.ts'

/**
 * Somebody on the way in. The person is listened to from before their conversations are read until the connection itself
 * hears them, so that whoever joins, leaves or is signed out meanwhile arrives as that left them, and nothing is read twice.
 */
export class Arrival implements Listener, Disposable {
  readonly userId: string
  readonly sessionId: string
  readonly #hub: Hub
  /** What was told since: the clock from which a conversation is heard, or that it is not. */
  readonly #told = new Map<string, number | undefined>()
  refusal: ChatError | undefined

  constructor(hub: Hub, me: Actor) {
    this.userId = me.userId
    this.sessionId = me.sessionId
    this.#hub = hub
    hub.arrive(this)
    hub.follow(this, me.userId)
  }

  /** What the connection will hear. */
  async followed(sync: Sync, me: Actor): Promise<Followed> {
    const read = await sync.followed(me)
    if (this.#told.size === 0) return read
    const channels = read.channels.filter(({ id }) => !this.#told.has(id))
    for (const [id, clock] of this.#told) if (clock !== undefined) channels.push({ id, clock })
    return { ...read, channels }
  }

  joined(channelId: string, clock: number): void {
    this.#told.set(channelId, clock)
  }
  left(channelId: string): void {
    this.#told.set(channelId, undefined)
  }
  signOut(): void {
    this.refusal = new ChatError('unauthenticated', 'This session has ended')
  }
  crowdedOut(): void {
    this.refusal = new ChatError('too_fast', 'Too many connections of this person', 30_000)
  }
  // Nothing is open yet, and nothing was promised: what is told now is in what is read, or comes after the hello.
  closed(): void {}
  confined(): void {}
  deliver(): void {}
  deliverSignal(): void {}

  [Symbol.dispose](): void {
    this.#hub.unfollow(this, this.userId)
    this.#hub.leave(this)
  }
}
