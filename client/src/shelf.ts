/** What is kept of one channel and can be read again. */
export interface Kept {
  /** Somebody is looking. */
  readonly watched: boolean
  readonly loaded: boolean
  /** It is loaded, or about to be. */
  readonly holdsRows: boolean
  /** Forgets the rows. */
  drop(): void
  /** Forgets them and what is on its way. */
  reset(): void
}

const FULL = 50

/** One of a kind for each channel. The objects stay, so that nobody holds a stale one; the rows of those not looked at for longest are dropped. */
export class Shelf<T extends Kept> {
  readonly #make: (channelId: string) => T
  readonly #kept = new Map<string, T>()

  constructor(make: (channelId: string) => T) {
    this.#make = make
  }

  /** Takes it to the front. */
  take(channelId: string): T {
    const kept = this.#kept.get(channelId) ?? this.#make(channelId)
    this.#kept.delete(channelId)
    this.#kept.set(channelId, kept)
    this.#tidy()
    return kept
  }

  get(channelId: string): T | undefined {
    return this.#kept.get(channelId)
  }

  entries(): [string, T][] {
    return [...this.#kept]
  }

  #tidy(): void {
    const full = this.entries().filter(([, kept]) => kept.loaded)
    const idle = full.filter(([, kept]) => !kept.watched)
    for (const [, kept] of idle.slice(0, Math.max(0, full.length - FULL))) kept.drop()
  }
}
