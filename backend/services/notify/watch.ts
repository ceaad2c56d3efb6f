import { LIMITS } from '@parley/protocol'
import type { Change } from '../../store/change.ts'
import type { Store } from '../../store/store.ts'
import type { JobKinds } from '../jobs.ts'
import type { Firing, Reminding } from './reminding.ts'
import type { Teller } from './teller.ts'

const LOOK_MS = 30_000
/** Older than this when it came: history that was brought in, and no news. */
const FRESH_MS = 600_000

/**
 * Sees what is written and has it told to who does not look. The send itself writes nothing for it: a job a channel and moment, which goes by
 * the channel's own mark, so that a crash between the message and the job is made good at the next start.
 */
export class Watch implements Disposable {
  readonly #store: Store
  readonly #teller: Teller
  readonly #due = new Map<string, number>()
  readonly #timer: NodeJS.Timeout
  /** Somebody can be reached at all. */
  #isWanted = false

  /** `amongOthers`: other processes commit to this store, and one that dies may not come back to what it left. */
  constructor(store: Store, teller: Teller, amongOthers: boolean) {
    this.#store = store
    this.#teller = teller
    this.#timer = setInterval(async () => {
      await this.#look()
      if (amongOthers) await this.#catchUp(Date.now() - LOOK_MS).catch(() => {})
    }, LOOK_MS)
    this.#timer.unref()
  }

  async start(): Promise<void> {
    await this.#look()
    await this.#catchUp(Date.now())
  }

  /** What a crash left until then between a message and its job. */
  async #catchUp(until: number): Promise<void> {
    if (!this.#isWanted) return
    const behind = await this.#store.read('notice.behind', { since: Date.now() - LIMITS.newsMs, until })
    for (const { channelId, from } of behind) this.#put(channelId, from)
  }

  /** A device was named here: no need to wait for the next look. */
  wanted(): void {
    this.#isWanted = true
  }

  told(changes: readonly Change[]): void {
    if (!this.#isWanted) return
    const now = Date.now()
    for (const change of changes) {
      if (change.to !== 'channel' || change.event.type !== 'message.changed') continue
      const { version, deleted, seq, createdAt } = change.event.message
      if (version > 1 || deleted || createdAt < now - FRESH_MS || (this.#due.get(change.channelId) ?? 0) > now) continue
      this.#put(change.channelId, seq)
    }
  }

  /** Once a channel and moment; what is said until then is told with it. */
  #put(channelId: string, from: number): void {
    const dueAt = Date.now() + LIMITS.noticeMs / 2
    this.#due.set(channelId, dueAt)
    if (this.#due.size > 10_000) for (const [id, at] of this.#due) if (at < Date.now()) this.#due.delete(id)
    this.#store
      .write('job.put', { jobs: [{ id: `notices:${channelId}:${from}`, kind: 'notices', dueAt, payload: { channelId, from } }] })
      .catch(() => this.#due.delete(channelId))
  }

  async #look(): Promise<void> {
    const any = this.#teller.mails || (await this.#store.read('push.any', {}).catch(() => false))
    this.#isWanted ||= any
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }
}

const ALWAYS = Number.MAX_SAFE_INTEGER
/** After this many tries, some days, whom it was for has seen it or wants it no more. */
const TRIES = 40

/** Who is thought of, and who is told. A mail server that is down loses nothing: the job comes back. */
export const noticeJobs = (store: Store, { teller, reminding }: { teller: Teller; reminding: Reminding }): JobKinds => ({
  notices: {
    maxAttempts: ALWAYS,
    async run({ payload }, signal) {
      const { channelId, from } = payload as { channelId: string; from: number }
      const untold = await store.read('notice.untold', { channelId, from })
      for (const { id, seq } of untold) {
        for (let after: string | null = ''; after !== null; ) {
          signal.throwIfAborted()
          after = await store.write('notice.fanOut', { messageId: id, after, mails: teller.mails })
        }
        await store.write('notice.mark', { channelId, seq })
      }
      return untold.length === LIMITS.pageRows ? { again: Date.now() } : undefined
    },
  },
  notice: {
    maxAttempts: 8,
    async run({ payload }, signal) {
      await teller.tell(payload as { userId: string; messageId: string }, signal)
      return undefined
    },
  },
  reminded: {
    maxAttempts: TRIES,
    async run({ payload }, signal) {
      await reminding.tell(payload as Firing, signal)
      return undefined
    },
  },
  reminderMail: {
    maxAttempts: TRIES,
    async run({ payload }) {
      await reminding.mail(payload as Firing)
      return undefined
    },
  },
  mail: {
    maxAttempts: TRIES,
    async run({ payload }) {
      await teller.mail(payload as { userId: string; channelId: string })
      return undefined
    },
  },
})
