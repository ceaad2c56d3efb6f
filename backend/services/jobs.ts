import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '@parley/protocol'
import type { Change } from '../store/change.ts'
import type { HeldJob } from '../store/ops/jobs.ts'
import type { Store } from '../store/store.ts'

/** When it is to be done again, as if it were new. */
export interface Again {
  again: number
}

/**
 * How jobs of a kind are done. One is done at least once: a crash after the deed and before its end repeats it, so what must happen once
 * is decided inside the transaction of the deed. A failure puts it off, longer each time, until `maxAttempts`. `signal` says that the
 * process stops, or that somebody else does it by now.
 */
export interface JobKind {
  readonly maxAttempts: number
  run(job: Omit<HeldJob, 'lease'>, signal: AbortSignal): Promise<Again | undefined>
}

export type JobKinds = Readonly<Record<string, JobKind>>

/** Told of each end. */
export type JobOutcome = 'done' | 'again' | 'failed' | 'given up'

interface Deps {
  store: Store
  kinds: JobKinds
  /** Others may put jobs that no commit here tells of: ask the store this often at least. */
  pollMs: number
  log: { error(details: object, message: string): void }
  ended(kind: string, outcome: JobOutcome): void
  leaseMs?: number
}

/** Timers of the run time hold no more. */
const LONGEST_MS = 2 ** 31 - 1
const STOP_MS = 5_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 3_600_000

/** How long a failed job rests before its next try, give or take a quarter, so that what failed together does not come back together. */
const pauseOf = (attempts: number): number => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempts - 1)) * (0.75 + Math.random() / 2)

/** Does what is due: wakes when the next job is, takes as many as it may have under way, and holds on to them while they are. */
export class Jobs implements AsyncDisposable {
  readonly #deps: Deps
  readonly #leaseMs: number
  readonly #names: readonly string[]
  readonly #held = new Map<string, { job: HeldJob; abort: AbortController; ended: Promise<void> }>()
  #timer: NodeJS.Timeout | undefined
  #wakeAt = Number.POSITIVE_INFINITY
  #renewal: NodeJS.Timeout | undefined
  #looking: Promise<void> | undefined
  #lookAgain = false
  #isStopping = false

  constructor(deps: Deps) {
    this.#deps = deps
    this.#leaseMs = deps.leaseMs ?? LIMITS.jobLeaseMs
    this.#names = Object.keys(deps.kinds)
  }

  /** Under way in this process. */
  get running(): number {
    return this.#held.size
  }

  start(): void {
    if (this.#names.length === 0) return
    this.#look()
    this.#renewal = setInterval(() => void this.#renew(), this.#leaseMs / 3)
    this.#renewal.unref()
  }

  /** What a commit here has put. */
  told(changes: readonly Change[]): void {
    for (const change of changes) if (change.to === 'jobs') this.#wake(change.dueAt)
  }

  /** A job is there that is due then. */
  #wake(dueAt: number): void {
    if (dueAt >= this.#wakeAt || this.#isStopping || this.#names.length === 0) return
    clearTimeout(this.#timer)
    this.#wakeAt = dueAt
    this.#timer = setTimeout(() => this.#look(), Math.min(LONGEST_MS, Math.max(0, dueAt - Date.now())))
    this.#timer.unref()
  }

  /** One look at a time; what happens meanwhile is looked at after it. */
  #look(): void {
    this.#lookAgain = this.#looking !== undefined
    if (this.#lookAgain || this.#isStopping) return
    this.#wakeAt = Number.POSITIVE_INFINITY
    this.#looking = this.#takeDue()
      .catch((failure: unknown) => {
        this.#deps.log.error({ err: failure }, 'what is due could not be asked')
        return Date.now() + LIMITS.jobPollMs
      })
      .then((nextAt) => {
        this.#looking = undefined
        if (this.#lookAgain) this.#look()
        else this.#wake(Math.min(nextAt, Date.now() + this.#deps.pollMs))
      })
  }

  /** Begins what is due and answers when to look again. With all hands full that is when one is free. */
  async #takeDue(): Promise<number> {
    const free = LIMITS.jobsAtOnce - this.#held.size
    if (free <= 0) return Number.POSITIVE_INFINITY
    const nextAt = (await this.#deps.store.read('job.next', {})) ?? Number.POSITIVE_INFINITY
    if (nextAt > Date.now() || this.#isStopping) return nextAt
    const jobs = await this.#deps.store.write('job.take', { kinds: this.#names, limit: free, lease: randomUUID(), leaseMs: this.#leaseMs })
    for (const job of jobs) this.#begin(job)
    return jobs.length === 0 ? Date.now() + LIMITS.jobPollMs : Date.now()
  }

  #begin(job: HeldJob): void {
    const abort = new AbortController()
    const ended = this.#do(job, abort.signal).finally(() => {
      this.#held.delete(job.lease + job.id)
      this.#look()
    })
    this.#held.set(job.lease + job.id, { job, abort, ended })
  }

  async #do(job: HeldJob, signal: AbortSignal): Promise<void> {
    const { store, kinds, log, ended } = this.#deps
    const { id, lease, kind, attempts } = job
    try {
      const again = await this.#run(job, signal)
      if (again) await store.write('job.postpone', { id, lease, dueAt: again.again, attempts: 0, error: null })
      else await store.write('job.done', { id, lease })
      ended(kind, again ? 'again' : 'done')
    } catch (failure) {
      // Cut short, it was no failure of the job: somebody else may do it at once.
      if (signal.aborted) return void (await store.write('job.postpone', { id, lease, dueAt: Date.now(), attempts: attempts - 1, error: null }).catch(() => {}))
      const isLast = attempts >= (kinds[kind]?.maxAttempts ?? 1)
      log.error({ err: failure, job: id, kind, attempts, isLast }, 'a job failed')
      const dueAt = isLast ? null : Date.now() + pauseOf(attempts)
      await store.write('job.postpone', { id, lease, dueAt, attempts, error: String(failure) }).catch(() => {})
      ended(kind, isLast ? 'given up' : 'failed')
    }
  }

  async #run({ lease: _lease, ...job }: HeldJob, signal: AbortSignal): Promise<Again | undefined> {
    const kind = this.#deps.kinds[job.kind]
    if (!kind) throw new Error(`Nobody does jobs of the kind ${job.kind}`)
    return kind.run(job, signal)
  }

  async #renew(): Promise<void> {
    const held = [...this.#held.values()]
    if (held.length === 0) return
    const asked = held.map(({ job: { id, lease } }) => ({ id, lease }))
    const still = await this.#deps.store.write('job.renew', { held: asked, leaseMs: this.#leaseMs }).catch(() => undefined)
    if (!still) return
    const mine = new Set(still)
    for (const { job, abort } of held) if (!mine.has(job.id)) abort.abort()
  }

  /** Begins nothing more, and waits a little for what is under way. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    clearTimeout(this.#timer)
    await this.#looking
    clearTimeout(this.#timer)
    const held = [...this.#held.values()]
    for (const { abort } of held) abort.abort()
    await Promise.race([Promise.all(held.map(({ ended }) => ended)), sleep(STOP_MS, undefined, { ref: false })])
    clearInterval(this.#renewal)
  }
}
