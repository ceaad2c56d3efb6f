/** A token bucket, so that a client never earns a `too_fast` by its own eagerness. */
export class Pace {
  #perSecond: number
  #burst: number
  #tokens: number
  #at = Date.now()

  constructor(perSecond: number, burst: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
  }

  /** The limits that this server told, on a fresh connection. */
  reset(perSecond: number, burst: number): void {
    this.#perSecond = perSecond
    this.#burst = this.#tokens = burst
    this.#at = Date.now()
  }

  /** Takes one and answers 0, or answers how many milliseconds to wait for it. */
  take(): number {
    const now = Date.now()
    this.#tokens = Math.min(this.#burst, this.#tokens + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / this.#perSecond) * 1000)
    this.#tokens--
    return 0
  }
}
