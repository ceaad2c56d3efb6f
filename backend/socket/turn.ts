/** Something with bytes to write at the end of this turn of the event loop. */
export interface Due {
  flush(): void
}

/**
 * What is due to a socket in one turn leaves in one write. Topics come first, since their frames go into connections.
 * An idle server writes in the same turn; under load a turn is longer and its writes larger, by themselves.
 */
export class Turn {
  #topics = new Set<Due>()
  #connections = new Set<Due>()
  #scheduled = false
  readonly #end = (): void => {
    this.#scheduled = false
    this.flushTopics()
    const connections = this.#connections
    this.#connections = new Set()
    for (const due of connections) due.flush()
  }

  topic(due: Due): void {
    this.#topics.add(due)
    this.#schedule()
  }

  connection(due: Due): void {
    this.#connections.add(due)
    this.#schedule()
  }

  /** Puts what topics hold into their followers' queues now: for an answer that must stand behind it. */
  flushTopics(): void {
    if (this.#topics.size === 0) return
    const topics = this.#topics
    this.#topics = new Set()
    for (const due of topics) due.flush()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    setImmediate(this.#end)
  }
}
