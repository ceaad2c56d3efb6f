import { LIMITS, type User } from '@parley/protocol'
import { Signal } from './readable.ts'
import type { Call } from './requests.ts'

const KNOWN_LIMIT = 20_000
const RETRY_MS = 2_000

/** Public profiles. Asking for an unknown one schedules one request for all that are asked for in the same turn. */
export class Directory {
  readonly #call: Call
  readonly #signal = new Signal()
  readonly subscribe = this.#signal.subscribe
  readonly #known = new Map<string, User>()
  readonly #wanted = new Set<string>()
  /** Asked for, answered or not: nobody is asked for twice. */
  readonly #asked = new Set<string>()
  #scheduled = false
  #version = 0

  constructor(call: Call) {
    this.#call = call
  }

  get = (userId: string): User | undefined => {
    const user = this.#known.get(userId)
    if (!user && !this.#asked.has(userId)) this.#want(userId)
    return user
  }

  version = (): number => this.#version

  /** All known profiles, for lists that complete a name. */
  list(): readonly User[] {
    return [...this.#known.values()]
  }

  /** A profile that was asked for, or the new state of a known one; a row is replaced only by a higher rev. */
  apply(row: User): void {
    const known = this.#known.get(row.id)
    if (known ? known.rev < row.rev : this.#asked.has(row.id)) this.#keep(row)
  }

  /** A profile to be kept, asked for or not; answers the newest known of it. */
  learn(row: User): User {
    this.#asked.add(row.id)
    this.apply(row)
    return this.#known.get(row.id) ?? row
  }

  /** Signed in again: asks for those whose answer was lost, and where `all`, for everybody known. */
  refresh(all = false): void {
    for (const id of this.#asked) if (all || !this.#known.has(id)) this.#want(id)
  }

  /** Drops the rows up to this rev; those asked for are asked for again by `refresh`. */
  forget(rev = Number.POSITIVE_INFINITY): void {
    for (const [id, row] of this.#known) if (row.rev <= rev) this.#known.delete(id)
    this.#changed()
  }

  clear(): void {
    this.#known.clear()
    this.#asked.clear()
    this.#wanted.clear()
    this.#changed()
  }

  #keep(row: User): void {
    this.#known.set(row.id, row)
    const [oldest] = this.#known.keys()
    if (this.#known.size > KNOWN_LIMIT && oldest) {
      this.#known.delete(oldest)
      this.#asked.delete(oldest)
    }
    this.#changed()
  }

  #changed(): void {
    this.#version++
    this.#signal.notify()
  }

  #want(userId: string): void {
    this.#asked.add(userId)
    this.#wanted.add(userId)
    this.#schedule(0)
  }

  #schedule(waitMs: number): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setTimeout(() => {
      this.#scheduled = false
      void this.#ask()
    }, waitMs)
  }

  async #ask(): Promise<void> {
    const userIds = [...this.#wanted].slice(0, LIMITS.watchedUsers)
    if (userIds.length === 0) return
    for (const id of userIds) this.#wanted.delete(id)
    try {
      const { users } = await this.#call('user.get', { userIds })
      for (const user of users) this.apply(user)
    } catch {
      for (const id of userIds) if (this.#asked.has(id)) this.#wanted.add(id)
      return this.#schedule(RETRY_MS)
    }
    if (this.#wanted.size > 0) this.#schedule(0)
  }
}
