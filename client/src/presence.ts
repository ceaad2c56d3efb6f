import { LIMITS, type PresenceState } from '@parley/protocol'
import { Signal } from './readable.ts'
import type { Call } from './requests.ts'

/** Who is there, of those on screen. A signal: it may lag, and is forgotten with the connection. */
export class Presence {
  readonly #call: Call
  readonly #online: () => boolean
  readonly #signal = new Signal()
  readonly subscribe = this.#signal.subscribe
  readonly #states = new Map<string, PresenceState>()
  #watched: readonly string[] = []
  #own: 'online' | 'away' = 'online'
  #due = false
  #version = 0

  constructor(call: Call, online: () => boolean) {
    this.#call = call
    this.#online = online
  }

  /** Replaces the set of people whose presence is told, at most 200. */
  watch(userIds: readonly string[]): void {
    const next = [...new Set(userIds)].slice(0, LIMITS.watchedUsers)
    if (next.length === this.#watched.length && next.every((id) => this.#watched.includes(id))) return
    this.#watched = next
    for (const id of this.#states.keys()) if (!next.includes(id)) this.#states.delete(id)
    this.#schedule()
  }

  state = (userId: string): PresenceState => this.#states.get(userId) ?? 'offline'

  version = (): number => this.#version

  /** What this device says of itself. */
  set(state: 'online' | 'away'): void {
    if (state === this.#own) return
    this.#own = state
    this.#tell()
  }

  apply(users: readonly { userId: string; state: PresenceState }[]): void {
    for (const { userId, state } of users) if (this.#watched.includes(userId)) this.#states.set(userId, state)
    this.#changed()
  }

  /** Signed in: a connection knows nothing of what the last one was told. */
  resend(): void {
    this.#states.clear()
    this.#changed()
    if (this.#watched.length > 0) this.#schedule()
    if (this.#own !== 'online') this.#tell()
  }

  #changed(): void {
    this.#version++
    this.#signal.notify()
  }

  #schedule(): void {
    if (this.#due) return
    this.#due = true
    queueMicrotask(() => {
      this.#due = false
      if (this.#online()) this.#call('presence.watch', { userIds: [...this.#watched] }).catch(() => {})
    })
  }

  #tell(): void {
    if (this.#online()) this.#call('presence.set', { state: this.#own }).catch(() => {})
  }
}
