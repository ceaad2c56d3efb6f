import { type Answer, type Command, LIMITS, type Preferences } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

/** What people are told of, and how. */
export class Notices {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  /** What mentions me, the newest first. */
  mentions = (me: Actor, { cursor, limit = LIMITS.pageRows }: Command<'mention.list'>): Promise<Answer<'mention.list'>> =>
    this.#store.read('mention.list', { userId: me.userId, cursor, limit })

  audience = (me: Actor, channelId: string): Promise<Answer<'mention.audience'>> => this.#store.read('mention.audience', { userId: me.userId, channelId })

  preferences = (me: Actor): Promise<Preferences> => this.#store.read('preferences.get', { userId: me.userId })

  prefer = (me: Actor, changes: Command<'preferences.update'>): Promise<Preferences> => this.#store.write('preferences.update', { userId: me.userId, changes })
}
