import type { Command, Group } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

/** People who are addressed together. */
export class Groups {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  list = (): Promise<Group[]> => this.#store.read('group.list', {})

  create = (me: Actor, { id = uuidv7(), handle, name, members }: Command<'group.create'>): Promise<Group> =>
    this.#store.write('group.create', { userId: me.userId, id, handle, name, members })

  update = (me: Actor, { groupId, handle, name, members, deleted }: Command<'group.update'>): Promise<Group> =>
    this.#store.write('group.update', { userId: me.userId, groupId, handle, name, members, deleted: deleted ?? false })
}
