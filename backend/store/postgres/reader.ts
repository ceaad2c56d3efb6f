import { ChatError, LIMITS } from '@parley/protocol'
import { Lanes } from '../lanes.ts'
import { ask, joinedNames, type QueryName } from '../ops/index.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { postgresParts } from './dialect.ts'
import { ConnectionLost } from './failures.ts'
import type { Pool } from './pool.ts'
import { byKeys, settingsOf } from './settings.ts'
import { within } from './within.ts'

const BEGIN = { sql: 'begin isolation level repeatable read read only' }
const bounds = { statement_timeout: LIMITS.databaseStatementMs, idle_in_transaction_session_timeout: LIMITS.databaseStatementMs }
const plain = settingsOf(bounds)
const keyed = settingsOf({ ...bounds, ...byKeys })

const COMMIT = { sql: 'commit' }

/** What asks all it asks at once: its transaction ends in the same write. */
const ONE_WAY: ReadonlySet<string> = new Set<QueryName>(['session.byToken', 'followed'])

/** What everybody asks who comes. Each finds its rows by their keys, so its plans are made once and kept. */
const KEYED: ReadonlySet<string> = new Set<QueryName>(['session.byToken', 'followed', 'welcome', 'head.get', 'message.get'])

/** Reads of those that are asked together, on their way at once. */
const JOINED_AT_ONCE = 2

interface Waiting {
  op: QueryName
  input: unknown
  resolve(answer: unknown): void
  reject(failure: unknown): void
}

/** Reads, each in one snapshot of the server that is written to. A connection found dead is no answer: another is tried once. */
export class Reader {
  readonly #pool: Pool
  readonly #lanes = new Lanes<Waiting>(joinedNames)
  #waiting = 0
  #asking = 0

  get waiting(): number {
    return this.#pool.waiting + this.#waiting
  }

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async call(op: QueryName, input: unknown): Promise<unknown> {
    if (this.waiting >= LIMITS.writesWaiting) throw new ChatError('unavailable', 'Too many requests wait for the database', 1_000)
    if (!this.#lanes.isJoined(op)) return (await this.#read(op, [input]))[0]
    this.#waiting++
    return new Promise((resolve, reject) => {
      this.#lanes.push({ op, input, resolve, reject })
      // What others ask in this turn comes along.
      queueMicrotask(() => void this.#ask())
    })
  }

  /** Asks what waits; while two are on their way, the others gather. */
  async #ask(): Promise<void> {
    if (this.#asking >= JOINED_AT_ONCE) return
    this.#asking++
    for (let calls = this.#lanes.take(); calls.length > 0; calls = this.#lanes.take()) await this.#answer(calls)
    this.#asking--
  }

  /** All in one snapshot; if that breaks, each in its own. */
  async #answer(calls: readonly Waiting[]): Promise<void> {
    const [first] = calls
    if (!first) return
    try {
      const inputs = calls.map(({ input }) => input)
      const answers = await this.#read(first.op, inputs)
      for (const [at, { resolve }] of calls.entries()) resolve(answers[at])
      this.#waiting -= calls.length
    } catch (failure) {
      const isOver = calls.length === 1 || failure instanceof ChatError
      if (!isOver) await Promise.all(calls.map((call) => this.#answer([call])))
      for (const { reject } of isOver ? calls : []) reject(failure)
      if (isOver) this.#waiting -= calls.length
    }
  }

  async #read(op: QueryName, inputs: readonly unknown[]): Promise<unknown[]> {
    try {
      return await this.#snapshot(op, inputs).catch((failure) => {
        if (failure instanceof ConnectionLost) return this.#snapshot(op, inputs)
        throw failure
      })
    } catch (failure) {
      if (failure instanceof ConnectionLost) throw new ChatError('unavailable', 'The database is not available at the moment', 1_000)
      throw failure
    }
  }

  async #snapshot(op: QueryName, inputs: readonly unknown[]): Promise<unknown[]> {
    const borrowed = await this.#pool.borrow()
    const { connection, release } = borrowed
    const isKeyed = KEYED.has(op)
    const view: View = { db: connection.db, dialect: postgresParts, now: Date.now(), ...(isKeyed && { again: connection.again }) }
    const begin = () => together([connection.again(BEGIN, []), connection.again(isKeyed ? keyed : plain, [])])
    const work = () => ask(view, op, inputs)
    if (ONE_WAY.has(op)) {
      const answers = await within(borrowed, begin, () => connection.atOnce(work, COMMIT))
      release()
      return answers
    }
    const answers = await within(borrowed, begin, work)
    connection.say('commit').then(
      () => release(),
      () => release(true),
    )
    return answers
  }
}
