import { createHash, randomBytes } from 'node:crypto'
import type { Invite } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

const DAY_MS = 86_400_000
const hashOf = (code: string): string => createHash('sha256').update(code).digest('base64url')

/** Links that let people in. The code is told once; only its hash is kept. */
export class Invites {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  async create(me: Actor, input: { days?: number | undefined; maxUses?: number | undefined }): Promise<Invite> {
    const code = randomBytes(16).toString('base64url')
    const codeHash = hashOf(code)
    const expiresAt = Date.now() + (input.days ?? 7) * DAY_MS
    const invite = await this.#store.write('invite.create', { userId: me.userId, id: uuidv7(), codeHash, expiresAt, maxUses: input.maxUses ?? 100 })
    return { ...invite, code }
  }

  /** Asked by who is no one yet. A code is 128 random bits, so that the answer helps nobody who guesses. */
  admits = (code: string): Promise<boolean> => this.#store.read('invite.admits', { codeHash: hashOf(code), now: Date.now() })
  list = (me: Actor): Promise<Invite[]> => this.#store.read('invite.list', { userId: me.userId })
  revoke = (me: Actor, inviteId: string): Promise<void> => this.#store.write('invite.revoke', { userId: me.userId, inviteId })
}
