import { ChatError, LIMITS } from '@parley/protocol'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

const TEN_MINUTES_S = 600

/** How fast a person or an address may go, over all their connections. Switched off only for load tests on loopback. */
export class Rates {
  readonly #on: boolean
  readonly #sends = new RateLimiterMemory({ points: LIMITS.sendsPer10s, duration: 10 })
  readonly #requests = new RateLimiterMemory({ points: LIMITS.requestsPerSecond * 10, duration: 10 })
  readonly #accountFailures = new RateLimiterMemory({ points: LIMITS.failedLoginsPerAccount, duration: TEN_MINUTES_S })
  readonly #addressFailures = new RateLimiterMemory({ points: LIMITS.failedLoginsPerAddress, duration: TEN_MINUTES_S })
  readonly #registrations = new RateLimiterMemory({ points: LIMITS.registrationsPerAddressPer10Min, duration: TEN_MINUTES_S })

  /** Passwords being looked at, by account and address and by address. */
  readonly #guessing = new Map<string, number>()

  constructor(on: boolean) {
    this.#on = on
  }

  send = (userId: string): Promise<void> => this.#take(this.#sends, userId, 'You are sending very fast; wait a moment')
  request = (userId: string): Promise<void> => this.#take(this.#requests, userId, 'Too many requests; wait a moment')
  registration = (address: string): Promise<void> => this.#take(this.#registrations, address, 'Too many new accounts from this address; wait some minutes')

  /**
   * Looks at one password, unless this account or this address failed too often. Looks that are under way count as
   * failed until they are done, so that many guesses at once are no way around it.
   */
  async guess(account: string, address: string, fits: () => Promise<boolean>): Promise<boolean> {
    if (!this.#on) return fits()
    const doors = [
      { limiter: this.#accountFailures, key: `${account} ${address}`, points: LIMITS.failedLoginsPerAccount },
      { limiter: this.#addressFailures, key: address, points: LIMITS.failedLoginsPerAddress },
    ]
    const failed = await Promise.all(doors.map(({ limiter, key }) => limiter.get(key)))
    // From the decision to the count nothing is awaited.
    for (const [at, door] of doors.entries()) this.#assertMayGuess(door, failed[at])
    for (const { key } of doors) this.#guessing.set(key, (this.#guessing.get(key) ?? 0) + 1)
    try {
      const right = await fits()
      if (!right) for (const { limiter, key } of doors) await limiter.penalty(key)
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

  async #take(limiter: RateLimiterMemory, key: string, message: string): Promise<void> {
    if (!this.#on) return
    try {
      await limiter.consume(key)
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused
      throw new ChatError('too_fast', message, refused.msBeforeNext)
    }
  }
}
