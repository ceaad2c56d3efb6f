/** Anything that can be read now and listened to; fits React's `useSyncExternalStore`. `get` gives the same reference until it changes. */
export interface Readable<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

/** A burst of changes wakes its listeners at once and then at most once a frame, so that a catch-up of 1,000 rows is not 1,000 renders. */
const FRAME_MS = 16

/** Who wants to know that something changed. */
export class Signal {
  readonly #listeners = new Set<() => void>()
  #due = false
  #quietUntil = 0

  get heard(): boolean {
    return this.#listeners.size > 0
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  notify(): void {
    if (this.#due || !this.heard) return
    this.#due = true
    const waitMs = this.#quietUntil - Date.now()
    if (waitMs > 0) setTimeout(this.#wake, waitMs)
    else queueMicrotask(this.#wake)
  }

  #wake = (): void => {
    this.#due = false
    this.#quietUntil = Date.now() + FRAME_MS
    for (const listener of [...this.#listeners]) listener()
  }
}

/** A value that its owner sets. */
export class Value<T> implements Readable<T> {
  readonly #signal = new Signal()
  readonly subscribe = this.#signal.subscribe
  #value: T

  constructor(value: T) {
    this.#value = value
  }

  get = (): T => this.#value

  set(value: T): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    this.#signal.notify()
  }
}

/** A value made from others: made again when it is asked for after `touch`. */
export class Derived<T> implements Readable<T> {
  readonly #signal = new Signal()
  readonly subscribe = this.#signal.subscribe
  readonly #make: () => T
  #made: { value: T } | null = null

  constructor(make: () => T) {
    this.#make = make
  }

  get heard(): boolean {
    return this.#signal.heard
  }

  get = (): T => {
    this.#made ??= { value: this.#make() }
    return this.#made.value
  }

  touch(): void {
    this.#made = null
    this.#signal.notify()
  }
}
