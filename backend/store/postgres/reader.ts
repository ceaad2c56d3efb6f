import { ChatError, LIMITS } from '@parley/protocol'
import { queries } from '../ops/index.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { postgresParts } from './dialect.ts'
import { ConnectionLost } from './failures.ts'
import type { Pool } from './pool.ts'
import { byKeys, settingsOf } from './settings.ts'
import { within } from './within.ts'

type Query = (view: View, input: unknown) => Promise<unknown>

const BEGIN = { sql: 'begin isolation level repeatable read read only' }
const bounds = { statement_timeout: LIMITS.databaseStatementMs, idle_in_transaction_session_timeout: LIMITS.databaseStatementMs }
const plain = settingsOf(bounds)
const keyed = settingsOf({ ...bounds, ...byKeys })

const COMMIT = { sql: 'commit' }

/** What asks all it asks at once: its transaction ends in the same write. */
const ONE_WAY: ReadonlySet<string> = new Set<keyof typeof queries>(['session.byToken', 'followed'])

/** What everybody asks who comes. Each finds its rows by their keys, so its plans are made once and kept. */
const KEYED: ReadonlySet<string> = new Set<keyof typeof queries>(['session.byToken', 'followed', 'welcome', 'head.get', 'message.get'])

/** Reads, each in one snapshot of the server that is written to. A connection found dead is no answer: another is tried once. */
export class Reader {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async call(name: keyof typeof queries, input: unknown): Promise<unknown> {
    if (this.#pool.waiting >= LIMITS.writesWaiting) throw new ChatError('unavailable', 'Too many requests wait for the database', 1_000)
    try {
      return await this.#snapshot(name, input).catch((failure) => {
        if (failure instanceof ConnectionLost) return this.#snapshot(name, input)
        throw failure
      })
    } catch (failure) {
      if (failure instanceof ConnectionLost) throw new ChatError('unavailable', 'The database is not available at the moment', 1_000)
      throw failure
    }
  }

  async #snapshot(name: keyof typeof queries, input: unknown): Promise<unknown> {
    const borrowed = await this.#pool.borrow()
    const { connection, release } = borrowed
    const isKeyed = KEYED.has(name)
    const view: View = { db: connection.db, dialect: postgresParts, now: Date.now(), ...(isKeyed && { again: connection.again }) }
    const begin = () => together([connection.again(BEGIN, []), connection.again(isKeyed ? keyed : plain, [])])
    const ask = () => (queries[name] as Query)(view, input)
    if (ONE_WAY.has(name)) {
      const answer = await within(borrowed, begin, () => connection.atOnce(ask, COMMIT))
      release()
      return answer
    }
    const answer = await within(borrowed, begin, ask)
    connection.say('commit').then(
      () => release(),
      () => release(true),
    )
    return answer
  }
}
