import { type Answer, type Command, type Import, type Imported, LIMITS, type User, type Workspace } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

/** Who is here, and the workspace they are in. */
export class People {
  readonly #store: Store
  readonly #registration: Workspace['registration'] | undefined

  constructor(store: Store, registration: Workspace['registration'] | undefined) {
    this.#store = store
    this.#registration = registration
  }

  list = (_me: Actor, { q = '', cursor }: Command<'user.list'>): Promise<Answer<'user.list'>> =>
    this.#store.read('user.list', { q, cursor, limit: LIMITS.pageRows })
  get = (_me: Actor, userIds: readonly string[]): Promise<User[]> => this.#store.read('user.get', { userIds })

  updateProfile = (me: Actor, { name, handle, status }: Command<'profile.update'>): Promise<User> =>
    this.#store.write('profile.update', { userId: me.userId, name, handle, status })

  update = (me: Actor, { userId, role, deactivated }: Command<'user.update'>): Promise<User> =>
    this.#store.write('user.update', { userId: me.userId, targetId: userId, role, deactivated })

  async workspace(): Promise<Workspace> {
    const { epoch: _epoch, ...workspace } = await this.#store.read('workspace.get', {})
    return { ...workspace, registration: this.#registration ?? workspace.registration }
  }

  updateWorkspace = (me: Actor, { name, registration, wideMentions, edits, emoji }: Command<'workspace.update'>): Promise<Workspace> =>
    this.#store.write('workspace.update', { userId: me.userId, name, registration, wideMentions, edits, emoji })

  bringIn = (me: Actor, history: Import): Promise<Imported> => this.#store.write('import', { ownerId: me.userId, history })
}
