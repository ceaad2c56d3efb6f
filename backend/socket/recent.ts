import type { DurableEvent } from '@parley/protocol'
import type { Missed } from '../store/ops/sync.ts'
import { frameOf, textOf } from '../utils/frames.ts'
import type { Topic } from './topic.ts'

/** A scope's rows since a clock, and its last number, as they are read for whoever may read all of them. */
export type ReadRecent = (channelId: string, since: number) => Promise<Missed & { lastSeq: number }>

/** A longer gap is read from the database in pages. */
const MOST_EVENTS = 500
const MOST_BYTES = 256 * 1_024
const MOST_BYTES_OF_ALL = 32 * 1_024 * 1_024
const FORGET_MS = 30_000

/**
 * A channel's rows above a clock as ready frames: many come back to the same channel at once, and no row depends on who reads it.
 * What is said meanwhile is added; whatever else happens may have changed one of these rows, so then all of them are forgotten, and
 * no word that was deleted or edited away is ever told from here.
 */
class Recent {
  readonly since: number
  readonly madeAt: number
  /** Resolves when the rows are here, or will not come. */
  ready: Promise<void> = Promise.resolve()
  clock = 0
  bytes = 0
  #lastSeq = 0
  #rows: { rev: number; frame: Buffer }[] | undefined
  #early: { rev: number; frame: Buffer }[] = []
  /** What the last one was told: the next ones ask the same. */
  #last: { since: number; until: number; chunk: Buffer } | undefined

  constructor(since: number, now: number) {
    this.since = since
    this.madeAt = now
  }

  /** The rows as they were read; answers false where they are too many. */
  fill({ events, clock, more, lastSeq }: Missed & { lastSeq: number }): boolean {
    if (more) return false
    this.clock = clock
    this.#lastSeq = lastSeq
    this.#rows = events.map((event) => ({ rev: event.rev, frame: frameOf(JSON.stringify(event)) }))
    for (const { frame } of this.#rows) this.bytes += frame.length
    const early = this.#early
    this.#early = []
    return this.bytes <= MOST_BYTES && early.every(({ rev, frame }) => this.take(rev, frame))
  }

  /** Adds what is told now; answers false where that is more than a new message, or not the next. */
  take(rev: number, frame: Buffer): boolean {
    if (!this.#rows) return this.#early.push({ rev, frame }) <= 100
    if (rev <= this.clock) return true
    const seq = newSeqIn(frame)
    this.bytes += frame.length
    if (rev !== this.clock + 1 || seq === undefined || seq <= this.#lastSeq || this.bytes > MOST_BYTES) return false
    this.clock = rev
    this.#lastSeq = seq
    this.#last = undefined
    this.#rows.push({ rev, frame })
    return true
  }

  between(since: number, until: number): Buffer {
    if (this.#last?.since !== since || this.#last.until !== until) {
      const chunk = Buffer.concat((this.#rows ?? []).flatMap(({ rev, frame }) => (rev > since && rev <= until ? [frame] : [])))
      this.#last = { since, until, chunk }
    }
    return this.#last.chunk
  }
}

/** The number of the message that this event tells of; undefined if it tells of something else, or of one that was changed. */
function newSeqIn(frame: Buffer): number | undefined {
  const event = JSON.parse(textOf(frame)) as DurableEvent
  if (event.type !== 'message.changed') return undefined
  const { seq, version, editedAt, deleted } = event.message
  return version === 1 && editedAt === null && !deleted ? seq : undefined
}

export type { Recent }

/** What is kept of the channels to which somebody came back within the last half minute. */
export class Recents {
  readonly #read: ReadRecent
  readonly #kept = new Map<Topic, Recent>()

  constructor(read: ReadRecent) {
    this.#read = read
  }

  get bytes(): number {
    let bytes = 0
    for (const recent of this.#kept.values()) bytes += recent.bytes
    return bytes
  }

  /**
   * The rows above a clock as frames, and the clock they reach; undefined where the database must be asked. One asks it for all who wait, and not who they
   * are: so they are told no further than this node has come, for what it was not told of yet may be that one of them was removed.
   */
  async above(topic: Topic, since: number): Promise<{ chunk: Buffer; clock: number } | undefined> {
    if (topic.clock - since > MOST_EVENTS) return undefined
    const recent = topic.recent && topic.recent.since <= since ? topic.recent : this.#learn(topic, since)
    await recent.ready
    if (topic.recent !== recent || topic.clock <= since) return undefined
    const clock = Math.min(recent.clock, topic.clock)
    return { chunk: recent.between(since, clock), clock }
  }

  #learn(topic: Topic, since: number): Recent {
    const recent = new Recent(since, performance.now())
    topic.recent = recent
    this.#kept.delete(topic)
    this.#kept.set(topic, recent)
    recent.ready = this.#read(topic.id, since).then(
      (missed) => {
        if (!recent.fill(missed)) this.#forget(topic, recent)
        else if (this.bytes > MOST_BYTES_OF_ALL) this.#forgetOldest()
      },
      () => this.#forget(topic, recent),
    )
    return recent
  }

  #forget(topic: Topic, recent: Recent): void {
    if (topic.recent === recent) topic.recent = undefined
    if (this.#kept.get(topic) === recent) this.#kept.delete(topic)
  }

  #forgetOldest(): void {
    const [oldest] = this.#kept
    if (oldest) this.#forget(...oldest)
  }

  /** Called by the heartbeat. */
  sweep(): void {
    for (const [topic, recent] of this.#kept) if (performance.now() - recent.madeAt > FORGET_MS || topic.recent !== recent) this.#forget(topic, recent)
  }
}
