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

  constructor(on: boolean) {
    this.#on = on
  }

  send = (userId: string): Promise<void> => this.#take(this.#sends, userId, 'You are sending very fast; wait a moment')
  request = (userId: string): Promise<void> => this.#take(this.#requests, userId, 'Too many requests; wait a moment')
  registration = (address: string): Promise<void> => this.#take(this.#registrations, address, 'Too many new accounts from this address; wait some minutes')

  /** Refuses a sign-in before any password is looked at, when this account or this address failed too often. */
  async beforeLogin(account: string, address: string): Promise<void> {
    if (!this.#on) return
    const checks = [
      { limiter: this.#accountFailures, key: `${account} ${address}`, points: LIMITS.failedLoginsPerAccount },
      { limiter: this.#addressFailures, key: address, points: LIMITS.failedLoginsPerAddress },
    ]
    for (const { limiter, key, points } of checks) {
      const used = await limiter.get(key)
      if (used && used.consumedPoints >= points) throw new ChatError('too_fast', 'Too many failed sign-ins; wait some minutes', used.msBeforeNext)
    }
  }

  async failedLogin(account: string, address: string): Promise<void> {
    if (!this.#on) return
    await this.#accountFailures.penalty(`${account} ${address}`)
    await this.#addressFailures.penalty(address)
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
