import { ChatError, LIMITS } from '@parley/protocol'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Takings } from './peers/takings.ts'

const TEN_MINUTES_S = 600

const limiters = () => ({
  sends: new RateLimiterMemory({ points: LIMITS.sendsPer10s, duration: 10 }),
  reactions: new RateLimiterMemory({ points: LIMITS.reactionsPer10s, duration: 10 }),
  requests: new RateLimiterMemory({ points: LIMITS.requestsPerSecond * 10, duration: 10 }),
  accountFailures: new RateLimiterMemory({ points: LIMITS.failedLoginsPerAccount, duration: TEN_MINUTES_S }),
  addressFailures: new RateLimiterMemory({ points: LIMITS.failedLoginsPerAddress, duration: TEN_MINUTES_S }),
  registrations: new RateLimiterMemory({ points: LIMITS.registrationsPerAddressPer10Min, duration: TEN_MINUTES_S }),
})
type Limits = ReturnType<typeof limiters>
type Limit = keyof Limits
const isLimit = (limits: Limits, name: string): name is Limit => Object.hasOwn(limits, name)

/**
 * How fast a person or an address may go, over all their connections and, with what other nodes tell once a second, over all
 * nodes. No node lets more through than the limit by itself. Switched off only for load tests on loopback.
 */
export class Rates {
  readonly #on: boolean
  readonly #limiters = limiters()
  readonly #takings: Takings

  /** Passwords being looked at, by account and address and by address. */
  readonly #guessing = new Map<string, number>()

  constructor(on: boolean, takings: Takings) {
    this.#on = on
    this.#takings = takings
    takings.onTaken((limit, key, points) => void (on && isLimit(this.#limiters, limit) && this.#count(this.#limiters[limit], key, points)))
  }

  send = (userId: string): Promise<void> => this.#take('sends', userId, 'You are sending very fast; wait a moment')
  react = (userId: string): Promise<void> => this.#take('reactions', userId, 'You are reacting very fast; wait a moment')
  request = (userId: string): Promise<void> => this.#take('requests', userId, 'Too many requests; wait a moment')
  registration = (address: string): Promise<void> => this.#take('registrations', address, 'Too many new accounts from this address; wait some minutes')

  /**
   * Looks at one password, unless this account or this address failed too often. Looks that are under way count as
   * failed until they are done, so that many guesses at once are no way around it.
   */
  async guess(account: string, address: string, fits: () => Promise<boolean>): Promise<boolean> {
    if (!this.#on) return fits()
    const doors = [
      { limit: 'accountFailures', key: `${account} ${address}`, points: LIMITS.failedLoginsPerAccount },
      { limit: 'addressFailures', key: address, points: LIMITS.failedLoginsPerAddress },
    ] as const
    const failed = await Promise.all(doors.map(({ limit, key }) => this.#limiters[limit].get(key)))
    // From the decision to the count nothing is awaited.
    for (const [at, door] of doors.entries()) this.#assertMayGuess(door, failed[at])
    for (const { key } of doors) this.#guessing.set(key, (this.#guessing.get(key) ?? 0) + 1)
    try {
      const right = await fits()
      if (!right) for (const { limit, key } of doors) await this.#fail(limit, key)
      return right
    } finally {
      for (const { key } of doors) this.#doneGuessing(key)
    }
  }

  #assertMayGuess({ key, points }: { key: string; points: number }, used: RateLimiterRes | null | undefined): void {
    const failed = used?.consumedPoints ?? 0
    if (failed >= points) throw new ChatError('too_fast', 'Too many failed sign-ins; wait some minutes', used?.msBeforeNext)
    if (failed + (this.#guessing.get(key) ?? 0) >= points) throw new ChatError('too_fast', 'Many sign-ins at once; try again in a moment', 1_000)
  }

  #doneGuessing(key: string): void {
    const left = (this.#guessing.get(key) ?? 1) - 1
    if (left === 0) this.#guessing.delete(key)
    else this.#guessing.set(key, left)
  }

  async #fail(limit: Limit, key: string): Promise<void> {
    this.#takings.add(limit, key)
    await this.#limiters[limit].penalty(key)
  }

  /** What another node let through counts here; what came on top of the limit makes everybody wait as much longer. */
  async #count(limiter: RateLimiterMemory, key: string, points: number): Promise<void> {
    const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points)
    const over = Math.min(points, consumedPoints - limiter.points)
    if (over > 0) await limiter.block(key, msBeforeNext / 1_000 + (limiter.duration * over) / limiter.points)
  }

  async #take(limit: Limit, key: string, message: string): Promise<void> {
    if (!this.#on) return
    try {
      await this.#limiters[limit].consume(key)
      this.#takings.add(limit, key)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new ChatError('too_fast', message, refused.msBeforeNext)
    }
  }
}
