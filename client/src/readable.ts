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
let timer: ReturnType<typeof setTimeout> | undefined
let quietUntil = 0

function wakeSoon(): void {
  const now = performance.now()
  if (dueAt !== null && now < dueAt) return
  const at = now - typedAt < TYPING_MS ? now + LONGEST_REST_MS : quietUntil
  dueAt = Math.max(now + 1, at)
  clearTimeout(timer)
  if (at > now) timer = setTimeout(wakeAll, at - now)
  else queueMicrotask(wakeAll)
}

/** A pause this long is no pause between two letters. */
const TYPING_MS = 400
const BETWEEN_MS = 150
let typedAt = Number.NEGATIVE_INFINITY
let wokenAt = Number.NEGATIVE_INFINITY

/** Who types sees the letter first: what arrives meanwhile is shown right after one, where the next is not yet to be expected. */
export const letters = {
  typed(): void {
    typedAt = performance.now()
  },
  painted(): void {
    const now = performance.now()
    if (changed.size > 0 && now >= Math.max(quietUntil, wokenAt + BETWEEN_MS)) wakeAll()
  },
  /** Something else is done, and its answer awaited. */
  over(): void {
    if (typedAt < 0) return
    typedAt = Number.NEGATIVE_INFINITY
    dueAt = null
    if (changed.size > 0) wakeSoon()
  },
}

/** All that changed since the last time, in one turn: what shows several of them is drawn once. */
function wakeAll(): void {
  dueAt = null
  clearTimeout(timer)
  const startedAt = performance.now()
  const signals = [...changed]
  changed.clear()
  for (const signal of signals) signal.wake()
  // What the listeners put off to the end of this turn has run by then.
  queueMicrotask(() => {
    const now = performance.now()
    wokenAt = now
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
