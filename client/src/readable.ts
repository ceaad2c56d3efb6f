/** Anything that can be read now and listened to; fits React's `useSyncExternalStore`. `get` gives the same reference until it changes. */
export interface Readable<T> {
  get(): T
  subscribe(listener: () => void): () => void
}

/** The first of many changes wakes those who listen at once. After it they rest a frame, or three times as long as they took: who types meanwhile is not made to wait. */
const FRAME_MS = 16
const REST_TIMES = 3
const LONGEST_REST_MS = 250

const changed = new Set<Signal>()
/** When they are woken next; a page out of sight has timers that are late, and then the next change does not wait for them. */
let dueAt: number | null = null
let quietUntil = 0

function wakeSoon(): void {
  const now = performance.now()
  if (dueAt !== null && now < dueAt) return
  dueAt = Math.max(now + 1, quietUntil)
  if (quietUntil > now) setTimeout(wakeAll, quietUntil - now)
  else queueMicrotask(wakeAll)
}

/** All that changed since the last time, in one turn: what shows several of them is drawn once. */
function wakeAll(): void {
  dueAt = null
  const startedAt = performance.now()
  const signals = [...changed]
  changed.clear()
  for (const signal of signals) signal.wake()
  // What the listeners put off to the end of this turn has run by then.
  queueMicrotask(() => {
    const now = performance.now()
    quietUntil = now + Math.min(LONGEST_REST_MS, Math.max(FRAME_MS, REST_TIMES * (now - startedAt)))
  })
}

/** Who wants to know that something changed. */
export class Signal {
  readonly #listeners = new Set<() => void>()

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
    if (!this.heard) return
    changed.add(this)
    wakeSoon()
  }

  wake(): void {
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
