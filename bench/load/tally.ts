import type { Figures, Spread } from './plan.ts'

const MOST = 1 << 20

/** When each message of one run was due, answered, and received by the last listener. */
export class Tally {
  readonly #due = new Float64Array(MOST)
  readonly #answered = new Float64Array(MOST)
  readonly #delivered = new Float64Array(MOST)
  readonly #settled: (n: number) => void
  sent = 0
  settledCount = 0

  constructor(settled: (n: number) => void) {
    this.#settled = settled
  }

  /** The number of the next message, due at `at`. */
  begin(at: number): number {
    if (this.sent === MOST) throw new Error('Too many messages for one run')
    this.#due[this.sent] = at
    return this.sent++
  }

  dueAt = (n: number): number => this.#due[n] ?? Number.NaN

  answered(n: number): void {
    this.#mark(this.#answered, this.#delivered, n)
  }

  delivered(n: number): void {
    this.#mark(this.#delivered, this.#answered, n)
  }

  /** Figures of what was sent from `startedAt` on and settled before `endedAt`. */
  figures(startedAt: number, endedAt: number, listeners: number): Omit<Figures, 'generatorCpu' | 'each'> {
    const all = Array.from({ length: this.sent }, (_, n) => n)
    const done = all.filter((n) => this.#isSettled(n))
    const inTime = done.filter((n) => Math.max(this.#answered[n] ?? 0, this.#delivered[n] ?? 0) <= endedAt)
    const perSecond = inTime.length / ((endedAt - startedAt) / 1_000)
    const since = (times: Float64Array): number[] => done.map((n) => (times[n] ?? 0) - (this.#due[n] ?? 0))
    const spreads = { ack: spreadOf(since(this.#answered)), last: spreadOf(since(this.#delivered)) }
    return { messages: perSecond, deliveries: perSecond * listeners, ...spreads, lost: all.length - done.length, startedAt, endedAt }
  }

  #isSettled(n: number): boolean {
    return this.#answered[n] !== 0 && this.#delivered[n] !== 0
  }

  #mark(these: Float64Array, those: Float64Array, n: number): void {
    if (n >= this.sent || these[n] !== 0) return
    these[n] = performance.now()
    if (those[n] === 0) return
    this.settledCount++
    this.#settled(n)
  }
}

function spreadOf(times: number[]): Spread {
  const sorted = times.sort((a, b) => a - b)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}
