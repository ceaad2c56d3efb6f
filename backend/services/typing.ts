import { ChatError } from '@parley/protocol'
import type { Broker } from '../broker/broker.ts'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

/** "Ada is typing": a signal, told to who follows, never stored. */
export class Typing {
  readonly #broker: Broker
  readonly #store: Store

  constructor(deps: { broker: Broker; store: Store }) {
    this.#broker = deps.broker
    this.#store = deps.store
  }

  async say(me: Actor, channelId: string): Promise<void> {
    const { channel, membership } = await this.#store.read('head.get', { userId: me.userId, channelId })
    const place = channel.parent ? await this.#store.read('head.get', { userId: me.userId, channelId: channel.parent.channelId }) : { channel, membership }
    if (!place.membership || place.channel.archivedAt !== null) throw new ChatError('forbidden', 'Who cannot write there does not type there')
    this.#broker.signal({ scopeId: channelId, signal: { type: 'typing', channelId, userId: me.userId } })
  }
}
