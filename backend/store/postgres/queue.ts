import type { WriteName } from '../ops/index.ts'

export interface Waiting {
  op: WriteName | 'append'
  input: unknown
  since: number
  resolve(value: unknown): void
  reject(failure: Error): void
}

/** Whose write it is: what one person asked stays in the order of the asking. */
const personOf = ({ input }: Waiting): string | undefined => {
  const { authorId, userId, ownerId } = input as { authorId?: string; userId?: string; ownerId?: string }
  return authorId ?? userId ?? ownerId
}

/** The writes that wait, in the order they were asked. */
export class Queue {
  #waiting: Waiting[] = []
  /** Kinds of which many are written at once. They may pass each other: neither sends nor read marks decide about the other. */
  readonly #joined: ReadonlySet<string>

  constructor(joined: readonly string[]) {
    this.#joined = new Set(joined)
  }

  get length(): number {
    return this.#waiting.length
  }

  push(call: Waiting): void {
    this.#waiting.push(call)
  }

  /** Takes calls of one kind from anywhere, up to `most`, but none past another write of the same person that is not joined. */
  takeJoined(op: string, most: number): Waiting[] {
    const held = new Set<string>()
    const taken: Waiting[] = []
    this.#waiting = this.#waiting.filter((call) => {
      const person = personOf(call)
      if (call.op === op && taken.length < most && !(person && held.has(person))) return taken.push(call) === 0
      if (person && !this.#joined.has(call.op)) held.add(person)
      return true
    })
    return taken
  }

  /** Takes the first of all, if it is one that is written alone. */
  takeFirst(): Waiting | undefined {
    const [first] = this.#waiting
    return first && !this.#joined.has(first.op) ? this.#waiting.shift() : undefined
  }

  /** Takes those that have waited since before `time`. */
  takeOlder(time: number): Waiting[] {
    const older = this.#waiting.filter(({ since }) => since < time)
    if (older.length > 0) this.#waiting = this.#waiting.filter(({ since }) => since >= time)
    return older
  }
}
