import { ChatError, LIMITS } from '@parley/protocol'
import type { Change } from '../change.ts'
import { joined, type WriteName, writes } from '../ops/index.ts'
import { Queue, type Write } from '../queue.ts'
import type { Tx } from '../tx.ts'
import { WaitingRoom } from '../waiting-room.ts'
import { type Transactions, unavailable } from './transactions.ts'

interface Waiting extends Write {
  op: WriteName | 'append'
  since: number
  resolve(value: unknown): void
  reject(failure: Error): void
}

type Op = (tx: Tx, input: unknown) => Promise<unknown>
type Joined = (tx: Tx, inputs: readonly unknown[]) => Promise<unknown[]>
// The table says which input goes with which name; here both come from the same call.
const joinedOps = Object.entries(joined) as unknown as [string, Joined][]
const singleOps = writes as unknown as Record<string, Op>

/**
 * The one writer of this process. What arrives while a commit is on its way rides in the next one: messages together, read
 * marks together, each other write in a transaction of its own. A batch shares a commit, never a failure. One transaction at
 * a time keeps what one connection asked in its order, and tells every scope's changes in the order of its clock.
 */
export class Writer implements AsyncDisposable {
  readonly #queue = new Queue<Waiting>(joinedOps.map(([op]) => op))
  readonly #transactions: Transactions
  readonly #room = new WaitingRoom('the database')
  #writing: readonly Waiting[] = []
  #draining = false
  #ending = false
  onChanges: (changes: readonly Change[]) => void = () => {}

  constructor(transactions: (around: { expire(): void; ending(): boolean }) => Transactions) {
    this.#transactions = transactions({ expire: () => this.#expire(), ending: () => this.#ending })
  }

  get waiting(): number {
    return this.#queue.length + this.#writing.length
  }

  call(op: WriteName | 'append', input: unknown): Promise<unknown> {
    if (this.#ending) return Promise.reject(new ChatError('unavailable', 'The server is stopping', 1_000))
    const refusal = this.#room.refusal(input)
    if (refusal) return Promise.reject(refusal)
    if (!this.#draining) queueMicrotask(() => this.#drain())
    const answered = new Promise((resolve, reject) => this.#queue.push({ op, input, since: Date.now(), resolve, reject }))
    return answered.finally(() => this.#room.leave(input))
  }

  /** Commits until nothing waits. */
  async #drain(): Promise<void> {
    if (this.#draining) return
    this.#draining = true
    while (this.#queue.length > 0) {
      for (const [name, op] of joinedOps) await this.#together(op, this.#queue.takeJoined(name, LIMITS.databaseBatch))
      const first = this.#queue.takeFirst()
      if (first) await this.#commit([first], async (tx) => [await (singleOps[first.op] ?? absent)(tx, first.input)])
    }
    this.#draining = false
  }

  /** Calls of one kind in one transaction; if that breaks, each for itself. */
  async #together(op: Joined, calls: readonly Waiting[]): Promise<void> {
    if (calls.length === 0) return
    const inputs = calls.map(({ input }) => input)
    const broke = await this.#commit(calls, (tx) => op(tx, inputs), calls.length > 1)
    if (broke) for (const call of calls) await this.#commit([call], (tx) => op(tx, [call.input]))
  }

  /** One transaction, then the changes, then the answers. True if it broke and `leave` says that somebody else answers. */
  async #commit(calls: readonly Waiting[], work: (tx: Tx) => Promise<unknown[]>, leave = false): Promise<boolean> {
    this.#writing = calls
    try {
      const { answer, changes } = await this.#transactions.run(work, () => rejectAll(calls, new Error('Whether this was written is not known yet')))
      if (changes.length > 0) this.onChanges(changes)
      for (const [at, call] of calls.entries()) settle(call, answer[at])
    } catch (failure) {
      if (leave && !(failure instanceof ChatError)) return true
      rejectAll(calls, failure as Error)
    } finally {
      this.#writing = []
    }
    return false
  }

  /** Nobody waits for ever: what has not begun can be refused, because nothing of it happened. */
  #expire(): void {
    const before = this.#ending ? Number.POSITIVE_INFINITY : Date.now() - LIMITS.databasePatienceMs
    rejectAll(
      this.#queue.takeIf(({ since }) => since < before),
      unavailable(),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const deadline = Date.now() + 5_000
    while (this.waiting > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5))
    this.#ending = true
    while (this.#draining) await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

const absent: Op = async () => {
  throw new Error('No such write')
}

function settle(call: Waiting, answer: unknown): void {
  if (answer instanceof ChatError) call.reject(answer)
  else call.resolve(answer)
}

function rejectAll(calls: readonly Waiting[], failure: Error): void {
  for (const call of calls) call.reject(failure)
}
