import type { Histogram } from './histogram.ts'

/** Messages in the order in which a room's first listener saw them, and how many listeners each has reached. */
export class Room {
  readonly #listeners: number
  readonly #delivered: (n: number) => void
  #order: number[] = []
  #reached: Uint16Array = new Uint16Array(4_096)
  /** Times of those who saw a message before the room's first listener named it. */
  readonly #early = new Map<number, number[]>()
  /** When each message was due, and where the time to each of its readers is counted; while nobody asks, nothing is. */
  #due: ((n: number) => number) | undefined
  #took: Histogram | undefined

  constructor(listeners: number, delivered: (n: number) => void) {
    this.#listeners = listeners
    this.#delivered = delivered
  }

  /** The first listener reads every message's number; the others only count, since the order is the same for all. */
  named(n: number): void {
    const at = this.#order.push(n) - 1
    for (const time of this.#early.get(at) ?? []) this.#took?.add(time - (this.#due?.(n) ?? time))
    this.#early.delete(at)
    this.reached(at)
  }

  /** Somebody received their `at`-th message. */
  reached(at: number): void {
    if (at >= this.#reached.length) this.#grow()
    const count = (this.#reached[at] ?? 0) + 1
    this.#reached[at] = count
    const n = this.#order[at]
    if (this.#took) this.#time(at, n)
    if (count === this.#listeners && n !== undefined) this.#delivered(n)
  }

  #time(at: number, n: number | undefined): void {
    const now = performance.now()
    if (n !== undefined) this.#took?.add(now - (this.#due?.(n) ?? now))
    else this.#early.set(at, [...(this.#early.get(at) ?? []), now])
  }

  /** A new run counts from nothing. */
  reset(due?: (n: number) => number, took?: Histogram): void {
    this.#order = []
    this.#reached.fill(0)
    this.#early.clear()
    this.#due = due
    this.#took = took
  }

  #grow(): void {
    const larger = new Uint16Array(this.#reached.length * 2)
    larger.set(this.#reached)
    this.#reached = larger
  }
}
