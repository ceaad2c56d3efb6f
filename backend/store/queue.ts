/** A write as it waits. */
export interface Write {
  op: string
  input: unknown
}

/** So many who wrote last are known: they are in conversation. */
const KNOWN = 1_000

/** Whose write it is: what one person asked stays in the order of the asking. */
function personOf({ input }: Write): string | undefined {
  const { authorId, userId, ownerId } = (input ?? {}) as { authorId?: string; userId?: string; ownerId?: string }
  return authorId ?? userId ?? ownerId
}

/**
 * The writes that wait, in the order they were asked. Where more of a kind wait than are taken at once, half is for those who wrote
 * lately: a crowd that comes back with one message each keeps nobody waiting who is in the middle of a conversation, nor do they the crowd.
 */
export class Queue<Call extends Write> {
  #waiting: Call[] = []
  /** Kinds of which many are written at once. They may pass each other: neither sends nor read marks decide about the other. */
  readonly #joined: ReadonlySet<string>
  /** Who wrote last stands last. */
  readonly #known = new Set<string>()

  constructor(joined: readonly string[]) {
    this.#joined = new Set(joined)
  }

  get length(): number {
    return this.#waiting.length
  }

  push(call: Call): void {
    this.#waiting.push(call)
  }

  /** Takes calls of one kind from anywhere, up to `most`, but none past another write of the same person that is not joined. */
  takeJoined(op: string, most: number): Call[] {
    const fitting = this.#fitting(op)
    const taken = fitting.length <= most ? fitting : this.#inTurn(fitting, most)
    if (taken.length === this.#waiting.length) this.#waiting = []
    else if (taken.length > 0) {
      const gone = new Set(taken)
      this.#waiting = this.#waiting.filter((call) => !gone.has(call))
    }
    for (const call of taken) this.#know(personOf(call))
    return taken
  }

  /** Takes the first of all, if it is one that is written alone. */
  takeFirst(): Call | undefined {
    const [first] = this.#waiting
    return first && !this.#joined.has(first.op) ? this.#waiting.shift() : undefined
  }

  /** Takes all that are so. */
  takeIf(isSo: (call: Call) => boolean): Call[] {
    const taken = this.#waiting.filter(isSo)
    if (taken.length > 0) this.#waiting = this.#waiting.filter((call) => !isSo(call))
    return taken
  }

  #fitting(op: string): Call[] {
    const held = new Set<string>()
    return this.#waiting.filter((call) => {
      const person = personOf(call)
      if (call.op === op) return person === undefined || !held.has(person)
      if (person !== undefined && !this.#joined.has(call.op)) held.add(person)
      return false
    })
  }

  /** Half for those who wrote lately, half for the others, and what either leaves for the other. Each person's stay in order. */
  #inTurn(fitting: readonly Call[], most: number): Call[] {
    const isKnown = (call: Call): boolean => this.#known.has(personOf(call) ?? '')
    const known = fitting.filter(isKnown)
    const others = fitting.filter((call) => !isKnown(call))
    const half = Math.ceil(most / 2)
    const first = known.slice(0, Math.max(half, most - others.length))
    return [...first, ...others.slice(0, most - first.length)]
  }

  #know(person: string | undefined): void {
    if (person === undefined) return
    this.#known.delete(person)
    this.#known.add(person)
    if (this.#known.size <= KNOWN) return
    const [oldest] = this.#known
    if (oldest !== undefined) this.#known.delete(oldest)
  }
}
