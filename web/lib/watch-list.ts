import type { Presence } from '@parley/client'
import { LIMITS } from '@parley/protocol'

/** Joins the sets of people that parts of the screen want to see the presence of: the server is told one set. */
export class WatchList {
  readonly #presence: Presence
  readonly #sets = new Map<symbol, readonly string[]>()
  #asked = ''

  constructor(presence: Presence) {
    this.#presence = presence
  }

  /** Watches these people until the returned function is called. */
  add(userIds: readonly string[]): () => void {
    const key = Symbol('watch')
    this.#sets.set(key, userIds)
    this.#tell()
    return () => {
      this.#sets.delete(key)
      this.#tell()
    }
  }

  #tell(): void {
    const ids = [...new Set([...this.#sets.values()].flat())].slice(0, LIMITS.watchedUsers)
    const asked = ids.toSorted().join()
    if (asked === this.#asked) return
    this.#asked = asked
    this.#presence.watch(ids)
  }
}
