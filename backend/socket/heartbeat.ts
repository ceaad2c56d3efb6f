import { LIMITS } from '@parley/protocol'
import { trimHeap } from '../utils/trim-heap.ts'
import type { Ground, Session } from './session.ts'

const SWEEP_MS = 1_000
/** So many who came since leave garbage that is worth a collection: half of what they hold themselves. */
const WAVE = 1_000

/** One timer for all connections: pings spread by ± 20 %, deadlines, slow readers, and sessions that ended elsewhere. */
export class Heartbeat implements Disposable {
  readonly #sessions: ReadonlySet<Session>
  readonly #ground: Ground
  readonly #timer: NodeJS.Timeout
  #checkedAt = Date.now()
  /** How many were here at the last sweep, and what had been told; and at the last trim, or fewer since. */
  #last = { here: 0, delivered: 0 }
  #trimmedAt = 0

  constructor(sessions: ReadonlySet<Session>, ground: Ground) {
    this.#sessions = sessions
    this.#ground = ground
    this.#timer = setInterval(() => this.#sweep(Date.now()), SWEEP_MS)
    this.#timer.unref()
  }

  #sweep(now: number): void {
    for (const session of this.#sessions) {
      session.sweep(now)
      const due = session.pingDueAt
      if (now < due) continue
      if (due !== 0 && session.isOpen) session.ping(now)
      session.pingDueAt = now + Math.round(LIMITS.heartbeatMs * (0.8 + Math.random() * 0.4))
    }
    this.#ground.hub.recents.sweep()
    this.#trimAfterWave()
    if (this.#ground.rateLimits) this.#thin()
    if (now - this.#checkedAt < this.#ground.sessionCheckMs) return
    this.#checkedAt = now
    this.#check().catch(this.#ground.unexpected)
  }

  /** Thousands have come, and now nobody comes and nobody speaks: what their coming left behind is given back while no one waits for it. */
  #trimAfterWave(): void {
    const now = { here: this.#sessions.size, delivered: this.#ground.hub.delivered }
    const isCalm = now.here === this.#last.here && now.delivered === this.#last.delivered
    this.#last = now
    this.#trimmedAt = Math.min(this.#trimmedAt, now.here)
    if (!isCalm || now.here - this.#trimmedAt < WAVE) return
    this.#trimmedAt = now.here
    trimHeap()
  }

  /** Connections that somebody opened on several nodes at once, before any knew of the others: the newest beyond the cap go. */
  #thin(): void {
    const { hub, services, maxSockets } = this.#ground
    for (const userId of hub.people()) {
      if (services.presence.elsewhere(userId) === 0) continue
      const surplus = services.presence.surplus(userId, maxSockets)
      if (surplus > 0) for (const listener of hub.of(userId).slice(-surplus)) listener.crowdedOut()
    }
  }

  /** A session that was revoked or ran out ends its sockets, even when nobody told us. */
  async #check(): Promise<void> {
    const { accounts } = this.#ground.services
    const live = [...this.#sessions].filter((session) => session.me)
    await accounts.touchSeen()
    for (let from = 0; from < live.length; from += 500) {
      const some = live.slice(from, from + 500)
      const standing = new Set(await accounts.standing([...new Set(some.map((session) => session.sessionId))]))
      for (const session of some) if (session.me && !standing.has(session.sessionId)) session.signOut()
    }
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }
}
