import { ChatError, LIMITS } from '@parley/protocol'
import { queries } from '../ops/index.ts'
import type { View } from '../tx.ts'
import { postgresParts } from './dialect.ts'
import { ConnectionLost } from './failures.ts'
import type { Pool } from './pool.ts'
import { within } from './within.ts'

type Query = (view: View, input: unknown) => Promise<unknown>

const BEGIN = `begin isolation level repeatable read read only; set local statement_timeout = ${LIMITS.databaseStatementMs};
  set local idle_in_transaction_session_timeout = ${LIMITS.databaseStatementMs}`

/** Reads, each in one snapshot of the server that is written to. A connection found dead is no answer: another is tried once. */
export class Reader {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async call(name: keyof typeof queries, input: unknown): Promise<unknown> {
    if (this.#pool.waiting >= LIMITS.writesWaiting) throw new ChatError('unavailable', 'Too many requests wait for the database', 1_000)
    const query = queries[name] as Query
    try {
      return await this.#snapshot(query, input).catch((failure) => {
        if (failure instanceof ConnectionLost) return this.#snapshot(query, input)
        throw failure
      })
    } catch (failure) {
      if (failure instanceof ConnectionLost) throw new ChatError('unavailable', 'The database is not available at the moment', 1_000)
      throw failure
    }
  }

  async #snapshot(query: Query, input: unknown): Promise<unknown> {
    const borrowed = await this.#pool.borrow()
    const { connection, release } = borrowed
    const answer = await within(
      borrowed,
      () => connection.say(BEGIN),
      () => query({ db: connection.db, dialect: postgresParts, again: connection.again, now: Date.now() }, input),
    )
    connection.say('commit').then(
      () => release(),
      () => release(true),
    )
    return answer
  }
}
