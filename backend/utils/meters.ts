import { Counter, Histogram, Registry } from 'prom-client'

/** How a connection that asked what it missed was served; `fresh` asked for nothing. */
export type ResumeKind = 'fresh' | 'level' | 'rows' | 'reset'

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
const MANY = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000]

const histogram = (registry: Registry, name: string, help: string, buckets: number[]): Histogram =>
  new Histogram({ name, help, buckets, registers: [registry] })

/** Where commits happen: the process that writes. */
export function commitMeter(registry: Registry): (changes: number) => void {
  const batch = histogram(registry, 'parley_commit_changes', 'Changes that shared one commit', MANY)
  return (changes) => batch.observe(changes)
}

/**
 * What is counted as it happens, by everything else in one process. An observation costs a quarter of a microsecond: one a message and
 * one a commit, none a receiver.
 */
export class Meters {
  readonly registry = new Registry()
  readonly #ack = histogram(
    this.registry,
    'parley_ack_seconds',
    "From a message's frame to its answer in the queue of the socket, written in the same turn",
    SECONDS,
  )
  readonly #fanOut = histogram(this.registry, 'parley_fan_out_seconds', 'From a commit told to its frames written to the sockets of this process', SECONDS)
  readonly committed = commitMeter(this.registry)
  readonly #resumes = new Counter({
    name: 'parley_resumes_total',
    help: 'Connections by how they were caught up: fresh asked for nothing, level missed nothing in channels, rows were read, reset started over',
    labelNames: ['kind'],
    registers: [this.registry],
  })

  readonly #caughtUp = new Counter({
    name: 'parley_catch_ups_total',
    help: 'Channels that were caught up, by where their rows came from: memory where many had come back to the same, or the database',
    labelNames: ['from'],
    registers: [this.registry],
  })

  readonly #jobs = new Counter({
    name: 'parley_jobs_total',
    help: 'Jobs by their kind and how they ended: done, to be done again, failed and tried again later, given up',
    labelNames: ['kind', 'outcome'],
    registers: [this.registry],
  })

  acked(sinceMs: number): void {
    this.#ack.observe((performance.now() - sinceMs) / 1_000)
  }

  resumed(kind: ResumeKind): void {
    this.#resumes.inc({ kind })
  }

  caughtUp(from: 'memory' | 'database'): void {
    this.#caughtUp.inc({ from })
  }

  readonly jobEnded = (kind: string, outcome: string): void => this.#jobs.inc({ kind, outcome })

  /** Runs what tells connections of a commit, and times it to the end of the turn, in which everything due to sockets is written. */
  told(tell: () => void): void {
    const since = performance.now()
    tell()
    setImmediate(() => this.#fanOut.observe((performance.now() - since) / 1_000))
  }
}
