import type { Command, Preferences } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

/** What people are told of, and how. */
export class Notices {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  preferences = (me: Actor): Promise<Preferences> => this.#store.read('preferences.get', { userId: me.userId })

  prefer = (me: Actor, changes: Command<'preferences.update'>): Promise<Preferences> => this.#store.write('preferences.update', { userId: me.userId, changes })
}
