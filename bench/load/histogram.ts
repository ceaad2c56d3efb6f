import type { Spread } from './plan.ts'

const PER_MS = 20
const MOST_MS = 12_000

/** Millions of times in one place each: a twentieth of a millisecond is what it tells apart. */
export class Histogram {
  readonly #counts = new Uint32Array(MOST_MS * PER_MS)
  #total = 0

  add(ms: number): void {
    const at = Math.min(this.#counts.length - 1, Math.max(0, Math.floor(ms * PER_MS)))
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.#total++
  }

  spread = (): Spread => ({ p50: this.#at(0.5), p99: this.#at(0.99) })

  #at(share: number): number {
    let left = Math.ceil(this.#total * share)
    if (left === 0) return Number.NaN
    for (const [at, count] of this.#counts.entries()) {
      left -= count
      if (left <= 0) return (at + 0.5) / PER_MS
    }
    return MOST_MS
  }
}
