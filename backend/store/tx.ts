import type { Change } from './change.ts'
import type { At } from './dialect.ts'

/** One transaction. Ops receive it and never open one; whoever runs them commits. */
export interface Tx extends At {
  /** Wall clock of the commit, for people to read; order never depends on it. */
  readonly now: number
  /** What is to be told once the commit is durable. */
  readonly changes: Change[]
  /** Takes what is asked last and answers nothing: whoever commits waits for it together with the commit. */
  readonly last?: (asked: Promise<unknown>) => void
}

/** Waits for what is asked last, or leaves that to whoever commits. */
export async function lastly(tx: Tx, asked: Promise<unknown>): Promise<void> {
  if (tx.last) tx.last(asked)
  else await asked
}

/** A transaction that only reads: one snapshot. */
export type View = Pick<Tx, 'db' | 'dialect' | 'again' | 'now'>
