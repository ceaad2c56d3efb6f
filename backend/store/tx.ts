import type { Change } from './change.ts'
import type { At } from './dialect.ts'

/** One transaction. Ops receive it and never open one; whoever runs them commits. */
export interface Tx extends At {
  /** Wall clock of the commit, for people to read; order never depends on it. */
  readonly now: number
  /** What is to be told once the commit is durable. */
  readonly changes: Change[]
}

/** A transaction that only reads: one snapshot. */
export type View = Pick<Tx, 'db' | 'dialect' | 'now'>
