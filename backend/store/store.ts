import type { Change } from './change.ts'
import type { Appended, Draft, OpInput, OpOutput, QueryName, WriteName } from './ops/index.ts'

export type Identity = { workspaceId: string; epoch: string; defaultChannelId: string }

/** Where a store says what its operator should know. */
export interface StoreLog {
  warn(details: object, message: string): void
}

/**
 * Where the truth is kept. A write is one transaction: when it resolves, the change is fsynced and every later read sees
 * it; when it rejects with a ChatError, nothing of it happened; any other rejection means the outcome is unknown.
 * Nothing above this line ever opens a transaction.
 */
export interface Store extends AsyncDisposable {
  readonly identity: Identity
  /** Gives the message its channel's next number and clock. The same id from the same author gives the same message back. */
  append(draft: Draft): Promise<Appended>
  write<N extends WriteName>(name: N, input: OpInput<N>): Promise<OpOutput<N>>
  /** One snapshot, at least as new as every write that has resolved. */
  read<N extends QueryName>(name: N, input: OpInput<N>): Promise<OpOutput<N>>
  /** Hears of every commit once it is durable, in the order of the commits, before the writes of it resolve. */
  onCommit(listener: (changes: readonly Change[]) => void): void
  /** Told when the disk can no longer be trusted: the process must end without another answer. */
  onFatal(listener: (reason: string) => void): void
  /** How writer and readers are doing, for the metrics. */
  readonly figures: StoreFigures
}

export interface StoreFigures {
  commits: number
  writes: number
  waiting: number
  readsWaiting: number
}
