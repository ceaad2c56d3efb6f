import type { Peer } from './peer.ts'
import type { Words } from './words.ts'

const TELL_MS = 1_000
type Taken = Extract<Words, { say: 'taken' }>

/** What each node let through of what a person or an address may have, told to the others once a second. */
export class Takings implements Disposable {
  readonly #tell: (words: Omit<Taken, 'node'>) => void
  readonly #timer: NodeJS.Timeout | undefined
  readonly #listeners: ((limit: string, key: string, points: number) => void)[] = []
  #fresh: Record<string, Record<string, number>> = {}
  #turn = 0

  constructor(tell: (words: Omit<Taken, 'node'>) => void, isShared: boolean) {
    this.#tell = tell
    if (!isShared) return
    this.#timer = setInterval(() => this.#round(), TELL_MS)
    this.#timer.unref()
  }

  /** One more was let through here. */
  add(limit: string, key: string): void {
    if (!this.#timer) return
    const keys = this.#fresh[limit] ?? {}
    this.#fresh[limit] = keys
    keys[key] = (keys[key] ?? 0) + 1
  }

  /** Told what others let through. */
  onTaken = (listener: (limit: string, key: string, points: number) => void): void => void this.#listeners.push(listener)

  hear(peer: Peer, { turn, taken }: Taken): void {
    if (turn <= peer.turn) return
    peer.turn = turn
    for (const [limit, keys] of Object.entries(taken))
      for (const [key, points] of Object.entries(keys)) for (const listen of this.#listeners) listen(limit, key, points)
  }

  #round(): void {
    const taken = this.#fresh
    if (Object.keys(taken).length === 0) return
    this.#fresh = {}
    this.#tell({ say: 'taken', turn: ++this.#turn, taken })
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }
}
