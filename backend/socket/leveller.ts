import type { Topic } from './topic.ts'

/** How long a missing event may still come by the bell before its row is read. */
const PATIENCE_MS = 30
/** After a read that failed: the next bell or the next look at the clocks may be sooner. */
const RETRY_MS = 1_000
/** Topics read at once: after an outage all of a node's are behind. */
const AT_ONCE = 8

/** Brings topics that missed a bell level with the rows: after a moment's patience, one read of a topic at a time. */
export class Leveller {
  readonly #read: (topic: Topic) => Promise<void>
  readonly #unexpected: (failure: unknown) => void
  readonly #underWay = new Set<Topic>()
  readonly #due: Topic[] = []
  #reading = 0
  /** Reads so far, for the metrics. */
  reads = 0

  constructor(read: (topic: Topic) => Promise<void>, unexpected: (failure: unknown) => void) {
    this.#read = read
    this.#unexpected = unexpected
  }

  behind(topic: Topic): void {
    if (this.#underWay.has(topic)) return
    this.#underWay.add(topic)
    this.#later(topic, PATIENCE_MS)
  }

  #later(topic: Topic, waitMs: number): void {
    setTimeout(() => {
      this.#due.push(topic)
      void this.#work()
    }, waitMs).unref()
  }

  async #work(): Promise<void> {
    if (this.#reading >= AT_ONCE) return
    this.#reading++
    for (let topic = this.#due.shift(); topic; topic = this.#due.shift()) await this.#level(topic)
    this.#reading--
  }

  async #level(topic: Topic): Promise<void> {
    try {
      while (topic.isBehind && topic.followers.size > 0) {
        const { clock } = topic
        this.reads++
        await this.#read(topic)
        // What was told of is not there: whoever told it is on another history, and the look at the epoch ends that.
        if (topic.isBehind && topic.clock === clock) return this.#later(topic, RETRY_MS)
      }
      this.#underWay.delete(topic)
    } catch (failure) {
      this.#unexpected(failure)
      this.#later(topic, RETRY_MS)
    }
  }
}
