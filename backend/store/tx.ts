import type { Kysely } from 'kysely'
import type { Change } from './change.ts'
import type { DialectParts } from './dialect.ts'
import type { Tables } from './tables.ts'

/** One transaction. Ops receive it and never open one; whoever runs them commits. */
export interface Tx {
  readonly db: Kysely<Tables>
  readonly dialect: DialectParts
  /** Wall clock of the commit, for people to read; order never depends on it. */
  readonly now: number
  /** What is to be told once the commit is durable. */
  readonly changes: Change[]
}

/** A transaction that only reads: one snapshot. */
export type View = Pick<Tx, 'db' | 'dialect' | 'now'>
