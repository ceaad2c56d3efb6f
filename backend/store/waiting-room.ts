import { ChatError, LIMITS } from '@parley/protocol'

/** What may wait for the disk: so many, and so many characters of theirs. A disk that is slow costs patience, and never all of the memory. */
export class WaitingRoom {
  readonly #for: string
  #chars = 0
  count = 0

  /** For what they wait: `the disk`. */
  constructor(what: string) {
    this.#for = what
  }

  /** Lets one in; answers why not where there is no room. Nothing of what is refused was done. */
  refusal(input: unknown): ChatError | undefined {
    const chars = charsOf(input)
    if (this.count >= LIMITS.writesWaiting || (this.count > 0 && this.#chars + chars > LIMITS.writesWaitingChars))
      return new ChatError('unavailable', `Too many requests wait for ${this.#for}; nothing of this one was done`, 1_000)
    this.count++
    this.#chars += chars
    return undefined
  }

  leave(input: unknown): void {
    this.count--
    this.#chars -= charsOf(input)
  }
}

/** What is long of a write is what somebody said. */
const charsOf = (input: unknown): number => (input as { content?: string } | null)?.content?.length ?? 0
