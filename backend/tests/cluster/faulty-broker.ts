import type { Broker, Ring, SignalRing } from '../../broker/broker.ts'
import type { Change } from '../../store/change.ts'

export interface Faults {
  /** Chances, from 0 to 1, that a ring is lost, comes twice, or late and so out of order. */
  lose: number
  repeat: number
  delay: number
  /** How late at most. */
  delayMs: number
}

/** A real bell that does to what it brings from other nodes what a bell may do. What is published here is heard here undisturbed. */
export class FaultyBroker implements Broker {
  readonly isShared = true
  readonly #inner: Broker
  readonly #random: () => number
  #isOwn = false
  faults: Faults = { lose: 0, repeat: 0, delay: 0, delayMs: 0 }
  /** Hears nothing of the others. It does not know. */
  isDeaf = false
  /** Tells nobody what it commits, not even its own sockets: as if it died between the commit and its bell. */
  isDead = false
  /** What its node committed. */
  readonly committed: Change[] = []
  /** What it did, so that a test cannot pass without having been one. */
  readonly done = { brought: 0, lost: 0, repeated: 0, delayed: 0 }

  constructor(inner: Broker, random: () => number = Math.random) {
    this.#inner = inner
    this.#random = random
  }

  get isRinging(): boolean {
    return this.#inner.isRinging
  }

  publish(changes: readonly Change[]): void {
    this.committed.push(...changes)
    if (!this.isDead) this.#home(() => this.#inner.publish(changes))
  }
  signal(signal: Parameters<Broker['signal']>[0]): void {
    this.#home(() => this.#inner.signal(signal))
  }
  tell = (words: object): void => this.#inner.tell(words)

  onRings(listener: (rings: readonly Ring[]) => void): void {
    this.#inner.onRings((rings) => {
      if (this.#isOwn) listener(rings)
      else for (const ring of rings) this.#disturb(() => listener([ring]))
    })
  }
  onSignal(listener: (signal: SignalRing) => void): void {
    this.#inner.onSignal((signal) => (this.#isOwn ? listener(signal) : this.#disturb(() => listener(signal))))
  }
  onTold = (listener: (words: unknown) => void): void => this.#inner.onTold((words) => this.#disturb(() => listener(words)))
  onMended = (listener: () => void): void => this.#inner.onMended(listener)

  #home(ring: () => void): void {
    this.#isOwn = true
    try {
      ring()
    } finally {
      this.#isOwn = false
    }
  }

  #disturb(deliver: () => void): void {
    const { lose, repeat, delay, delayMs } = this.faults
    this.done.brought++
    if (this.isDeaf || this.#random() < lose) return void this.done.lost++
    const again = this.#random() < repeat
    if (again) this.done.repeated++
    for (let times = again ? 2 : 1; times > 0; times--) {
      if (this.#random() >= delay) deliver()
      else {
        this.done.delayed++
        setTimeout(deliver, this.#random() * delayMs)
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#inner[Symbol.asyncDispose]()
  }
}
