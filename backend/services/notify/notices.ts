import { type Answer, ChatError, type Command, LIMITS, type Preferences } from '@parley/protocol'
import type { Actor } from '../../models/actor.ts'
import type { Store } from '../../store/store.ts'
import type { Rates } from '../rates.ts'
import { isInside } from './outside.ts'
import type { Reminding } from './reminding.ts'
import type { Teller } from './teller.ts'
import type { Watch } from './watch.ts'

interface Deps {
  store: Store
  rates: Rates
  teller: Teller
  reminding: Reminding
  watch: Watch
}

/** What people are told of, and how. */
export class Notices {
  readonly #store: Store
  readonly #rates: Rates
  readonly #teller: Teller
  readonly #reminding: Reminding
  readonly #watch: Watch

  constructor({ store, rates, teller, reminding, watch }: Deps) {
    this.#store = store
    this.#rates = rates
    this.#teller = teller
    this.#reminding = reminding
    this.#watch = watch
  }

  /** What mentions me, the newest first. */
  mentions = (me: Actor, { cursor, limit = LIMITS.pageRows, unread = false }: Command<'mention.list'>): Promise<Answer<'mention.list'>> =>
    this.#store.read('mention.list', { userId: me.userId, unread, cursor, limit })

  audience = (me: Actor, channelId: string): Promise<Answer<'mention.audience'>> => this.#store.read('mention.audience', { userId: me.userId, channelId })

  preferences = (me: Actor): Promise<Preferences> => this.#store.read('preferences.get', { userId: me.userId })

  prefer = (me: Actor, changes: Command<'preferences.update'>): Promise<Preferences> => this.#store.write('preferences.update', { userId: me.userId, changes })

  ways = async (): Promise<Answer<'notification.ways'>> => ({ pushKey: await this.#teller.publicKey(), mail: this.#teller.mails })

  async subscribe(me: Actor, { endpoint, p256dh, auth }: Command<'push.subscribe'>): Promise<Answer<'push.subscribe'>> {
    const { hostname } = new URL(endpoint)
    if (isLiteralInside(hostname)) throw new ChatError('invalid', 'Pushes go to servers of the Internet only')
    await this.#store.write('push.subscribe', { userId: me.userId, sessionId: me.sessionId, endpoint, p256dh, auth })
    this.#watch.wanted()
    return {}
  }

  async unsubscribe(me: Actor, endpoint: string): Promise<Answer<'push.unsubscribe'>> {
    await this.#store.write('push.unsubscribe', { userId: me.userId, endpoint })
    return {}
  }

  async why(me: Actor, messageId: string): Promise<Answer<'notification.why'>> {
    const looked = await this.#teller.look(me.userId, messageId)
    if (!looked) throw new ChatError('not_found', 'There is no such message, or you may not read it')
    return { ...looked.decision, deliveries: await this.#store.read('delivery.list', { userId: me.userId, messageId }) }
  }

  async whyReminded(me: Actor, reminderId: string): Promise<Answer<'reminder.why'>> {
    const looked = await this.#reminding.look({ userId: me.userId, id: reminderId })
    if (!looked) throw new ChatError('not_found', 'There is no such reminder')
    return { ...looked.decision, deliveries: await this.#store.read('delivery.list', { userId: me.userId, reminderId }) }
  }

  log = async (me: Actor): Promise<Answer<'notification.log'>> => ({
    deliveries: await this.#store.read('delivery.list', { userId: me.userId }),
  })

  async test(me: Actor): Promise<Answer<'notification.test'>> {
    await this.#rates.send(me.userId)
    await this.#teller.test(me.userId)
    return this.log(me)
  }
}

const isLiteralInside = (hostname: string): boolean => /^[\d.]+$/.test(hostname) && isInside(hostname)
