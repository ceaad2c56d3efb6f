import { type Readable, Value } from './readable.ts'

/** One row of my own, read when somebody first looks, then kept right by its events: only a higher rev replaces it. */
export class Own<Row extends { rev: number }> implements Readable<Row | null> {
  readonly #read: () => Promise<Row>
  readonly #value = new Value<Row | null>(null)
  readonly get = this.#value.get
  #asked = false
  #listeners = 0

  constructor(read: () => Promise<Row>) {
    this.#read = read
  }

  subscribe = (listener: () => void): (() => void) => {
    const stop = this.#value.subscribe(listener)
    this.#listeners++
    this.#ask()
    return () => {
      this.#listeners--
      stop()
    }
  }

  apply(row: Row): void {
    const known = this.#value.get()
    if (!known || known.rev < row.rev) this.#value.set(row)
  }

  /** Its rows were not told, or another history began: it is read afresh, at once where somebody looks. */
  reset(): void {
    this.#value.set(null)
    this.#asked = false
    if (this.#listeners > 0) this.#ask()
  }

  #ask(): void {
    if (this.#asked) return
    this.#asked = true
    // What the answer holds is put in place by whoever receives answers.
    this.#read().catch(() => {
      this.#asked = false
    })
  }
}
