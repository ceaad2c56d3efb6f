import type { Sync } from '../services/sync.ts'
import type { Hub } from './hub.ts'

/** How often a node asks how far its scopes have come; */
const EVERY_MS = 1_000
/** and while the bell is broken. */
const EVERY_BROKEN_MS = 200
/** Nodes find a bell that is back one after another: so long it counts as broken. */
const WARY_MS = 1_000
/** A database that does not answer in this time is not there. */
const ANSWER_MS = 2_000
/** After this long without a database a node sends its people to others. */
const CUT_OFF_MS = 10_000

/** What the lookout needs of the program. */
export interface Outlook {
  readonly hub: Hub
  readonly sync: Sync
  isRinging(): boolean
  /** The database was taken back in time. */
  onEpoch(epoch: string): void
  /** The database has not answered for long. */
  onCutOff(): void
  log: { warn(details: object, message: string): void; info(details: object, message: string): void }
}

/**
 * A node among others asks the database how far its scopes have come: what no bell told is read. So a lost bell, a dead
 * broker or a node that died between its commit and its bell delay an event, and lose none.
 */
export class Lookout implements Disposable {
  readonly #outlook: Outlook
  #timer: NodeJS.Timeout | undefined
  #asking: Promise<void> | undefined
  #ended = false
  #askedAt = performance.now()
  #waryUntil = 0
  #answeredAt = performance.now()
  #isCutOff = false
  /** Questions so far, for the metrics. */
  looks = 0

  constructor(outlook: Outlook) {
    this.#outlook = outlook
    this.#later()
  }

  /** The bell rings again, and what it told meanwhile is unknown; those who cannot ring it yet commit unheard. */
  mended(): void {
    this.#waryUntil = performance.now() + WARY_MS
    this.now()
  }

  /** Asks at once. */
  now(): void {
    if (this.#ended) return
    clearTimeout(this.#timer)
    this.#askedAt = performance.now()
    this.#asking ??= this.#look().finally(() => {
      this.#asking = undefined
      this.#later()
    })
  }

  /** The bell may break at any time between two looks, and nobody tells: so it is asked as often as it would have to be then. */
  #later(): void {
    if (this.#ended) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.#isDue() ? this.now() : this.#later()), EVERY_BROKEN_MS)
    this.#timer.unref()
  }

  #isDue(): boolean {
    return !this.#outlook.isRinging() || performance.now() < this.#waryUntil || performance.now() - this.#askedAt > EVERY_MS - EVERY_BROKEN_MS / 2
  }

  async #look(): Promise<void> {
    const { hub, sync, log } = this.#outlook
    try {
      this.looks++
      const answer = await inTime(sync.news(hub.known()))
      if (this.#isCutOff) log.info({}, 'the database answers again')
      this.#isCutOff = false
      this.#answeredAt = performance.now()
      if (answer.epoch === sync.epoch) hub.notice(answer.moved)
      else this.#outlook.onEpoch(answer.epoch)
    } catch (failure) {
      this.#silence(failure)
    }
  }

  #silence(failure: unknown): void {
    if (this.#ended) return
    const silentMs = performance.now() - this.#answeredAt
    if (!this.#isCutOff) this.#outlook.log.warn({ err: failure }, 'the database does not answer')
    this.#isCutOff = true
    if (silentMs > CUT_OFF_MS) this.#outlook.onCutOff()
  }

  [Symbol.dispose](): void {
    this.#ended = true
    clearTimeout(this.#timer)
  }
}

/** Gives up on an answer that does not come. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer in ${ANSWER_MS} ms`)), ANSWER_MS)
  try {
    return await Promise.race([answer, promise])
  } finally {
    clearTimeout(timer)
  }
}
