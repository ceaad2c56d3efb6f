/** Messages in the order in which a room's first listener saw them, and how many listeners each has reached. */
export class Room {
  readonly #listeners: number
  readonly #delivered: (n: number) => void
  #order: number[] = []
  #reached: Uint16Array = new Uint16Array(4_096)

  constructor(listeners: number, delivered: (n: number) => void) {
    this.#listeners = listeners
    this.#delivered = delivered
  }

  /** The first listener reads every message's number; the others only count, since the order is the same for all. */
  named(n: number): void {
    this.#order.push(n)
    this.reached(this.#order.length - 1)
  }

  /** Somebody received their `at`-th message. */
  reached(at: number): void {
    if (at >= this.#reached.length) this.#grow()
    const count = (this.#reached[at] ?? 0) + 1
    this.#reached[at] = count
    const n = this.#order[at]
    if (count === this.#listeners && n !== undefined) this.#delivered(n)
  }

  /** A new run counts from nothing. */
  reset(): void {
    this.#order = []
    this.#reached.fill(0)
  }

  #grow(): void {
    const larger = new Uint16Array(this.#reached.length * 2)
    larger.set(this.#reached)
    this.#reached = larger
  }
}
