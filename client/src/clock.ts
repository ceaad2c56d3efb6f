/** How many revs may be held above a clock; with more, the rest is asked for anyway. */
const AHEAD_LIMIT = 5_000

/**
 * Where this client stands in one scope. It moves by +1 events, or to where a catch-up ended; nothing else moves it.
 * While a catch-up runs live events change rows, but only their revs are kept here.
 */
export class Clock {
  #known: number | null
  #catchingUp: boolean
  readonly #ahead = new Set<number>()

  /** `null`: not known yet; events are kept until a head or a page tells. */
  constructor(known: number | null = null, catchingUp = false) {
    this.#known = known
    this.#catchingUp = catchingUp
  }

  get known(): number | null {
    return this.#known
  }

  get catchingUp(): boolean {
    return this.#catchingUp
  }

  /** True when an event came that does not follow the last one, and nobody is fetching the ones between. */
  get gap(): boolean {
    return !this.#catchingUp && this.#known !== null && this.#ahead.size > 0
  }

  /** An event of this scope came, its row is applied. */
  saw(rev: number): void {
    if (this.#known !== null && rev <= this.#known) return
    if (this.#ahead.size < AHEAD_LIMIT) this.#ahead.add(rev)
    if (!this.#catchingUp) this.#advance()
  }

  startCatchUp(): void {
    this.#catchingUp = true
  }

  /** Part of a catch-up came: everything up to `clock` is applied, more follows. */
  reached(clock: number): void {
    this.#known = clock
  }

  /** The end of a catch-up, at `clock`; left out where nothing was asked, because a head had told the clock. */
  endCatchUp(clock: number | null = this.#known): void {
    this.#known = clock
    this.#catchingUp = false
    this.#advance()
  }

  /** What is held was read afresh, complete up to `clock`. */
  restart(clock: number | null): void {
    this.#known = clock
    if (!this.#catchingUp) this.#advance()
  }

  #advance(): void {
    if (this.#known === null) return
    while (this.#ahead.delete(this.#known + 1)) this.#known++
    for (const rev of this.#ahead) if (rev <= this.#known) this.#ahead.delete(rev)
  }
}
