import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { ChatError, LIMITS } from '@parley/protocol'
import type { Change } from '../change.ts'
import { together } from '../together.ts'
import type { Tx } from '../tx.ts'
import type { Connection } from './connection.ts'
import { postgresParts } from './dialect.ts'
import { isLost, remedyFor } from './failures.ts'
import type { Borrowed, Pool } from './pool.ts'
import { byKeys, settingsOf } from './settings.ts'
import { giveUp, within } from './within.ts'

export interface Committed<T> {
  answer: T
  changes: Change[]
}

/** The connection was lost while the commit was under way: it may stand or not. */
class Unheard<T> extends Error {
  readonly batch: number
  readonly done: Committed<T>

  constructor(batch: number, done: Committed<T>, cause: unknown) {
    super('The answer to a commit was not heard', { cause })
    this.batch = batch
    this.done = done
  }
}

/** What happens around the transactions of one writer. */
export interface Surroundings {
  /** Called in every pause, with what it is that makes it wait. */
  pausing(reason: unknown): void
  committed(): void
  /** Whether the process wants to end. */
  ending(): boolean
}

export const unavailable = (): ChatError => new ChatError('unavailable', 'The database is not available at the moment; nothing was written', 1_000)
const storageFull = (): ChatError => new ChatError('storage_full', 'The disk of the database is full; nothing was written. Try again when there is room', 5_000)

const bounds = `set local lock_timeout = ${LIMITS.databaseLockMs}; set local statement_timeout = ${LIMITS.databaseStatementMs};
  set local idle_in_transaction_session_timeout = ${LIMITS.databaseHoldMs}`

const BEGIN = { sql: 'begin isolation level read committed' }
const numbered = {
  sql: 'insert into writers (id, batch, at) values ($1, $2, now()) on conflict (id) do update set batch = excluded.batch, at = excluded.at',
}

/**
 * Transactions of one writer, one after the other. Each leaves its number in the writer's own row, so that when a connection
 * is lost during a commit the database itself can say whether it stands: nothing is repeated that happened, and nothing is
 * told that did not. All settings are of the transaction, none of the session, so that a pooler may stand between.
 */
export class Transactions {
  readonly #pool: Pool
  readonly #settings: { sql: string }
  readonly #around: Surroundings
  readonly #writer = randomUUID()
  #batch = 0

  constructor(pool: Pool, level: string, around: Surroundings) {
    this.#pool = pool
    this.#settings = settingsOf({
      synchronous_commit: level,
      lock_timeout: LIMITS.databaseLockMs,
      statement_timeout: LIMITS.databaseStatementMs,
      idle_in_transaction_session_timeout: LIMITS.databaseHoldMs,
      ...byKeys,
    })
    this.#around = around
  }

  /**
   * Runs `work` in a transaction, and again where that may help, until it stands or patience ends. `unknown` is called when
   * patience ends before it is known whether a commit stands; the question is then asked on, and answered here.
   */
  async run<T>(work: (tx: Tx) => Promise<T>, unknown: () => void): Promise<Committed<T>> {
    const deadline = Date.now() + LIMITS.databasePatienceMs
    for (let tries = 1; ; tries++) {
      try {
        return await this.#attempt(work)
      } catch (failure) {
        if (failure instanceof Unheard && (await this.#stands(failure, deadline, unknown))) {
          this.#around.committed()
          return failure.done as Committed<T>
        }
        const remedy = failure instanceof Unheard ? 'again' : remedyFor(failure)
        if (remedy === 'wait for room') throw storageFull()
        if (remedy === 'none' || (remedy === 'again, a few times' && tries > 3)) throw failure
        if (Date.now() > deadline || this.#around.ending()) throw unavailable()
        await this.#pause(tries, failure)
      }
    }
  }

  async #attempt<T>(work: (tx: Tx) => Promise<T>): Promise<Committed<T>> {
    const borrowed = await this.#pool.borrow()
    const { connection } = borrowed
    const batch = ++this.#batch
    const changes: Change[] = []
    const last: Promise<unknown>[] = []
    const tx = {
      db: connection.db,
      dialect: postgresParts,
      again: connection.again,
      now: Date.now(),
      changes,
      last: (asked: Promise<unknown>) => void last.push(asked),
    }
    const answer = await within(
      borrowed,
      () => this.#begin(connection, batch),
      () => work(tx),
    )
    await this.#commit(borrowed, last, (cause) => new Unheard(batch, { answer, changes }, cause))
    this.#around.committed()
    return { answer, changes }
  }

  /** The commit leaves together with what was asked last. */
  async #commit(borrowed: Borrowed, last: readonly Promise<unknown>[], unheard: (cause: unknown) => Error): Promise<void> {
    // A commit that waits for a standby must not be cut short: it would be answered as if it had not waited.
    const [committed, ...done] = await Promise.allSettled([borrowed.connection.say('set local statement_timeout = 0; commit'), ...last])
    const refused = done.find((each) => each.status === 'rejected')
    // A server that refuses a write does not commit what it belongs to.
    if (refused && !isLost(refused.reason)) {
      await giveUp(borrowed, refused.reason)
      throw refused.reason
    }
    if (committed.status === 'fulfilled' && committed.value.at(-1)?.command === 'COMMIT') return borrowed.release()
    borrowed.release(true)
    throw unheard(committed.status === 'rejected' ? committed.reason : new Error('The transaction was rolled back'))
  }

  #begin(connection: Connection, batch: number): Promise<unknown> {
    return together([connection.again(BEGIN, []), connection.again(this.#settings, []), connection.again(numbered, [this.#writer, batch])])
  }

  /** Asks until it is known. The question waits for a transaction that is still under way, because it writes the same row. */
  async #stands(unheard: Unheard<unknown>, deadline: number, unknown: () => void): Promise<boolean> {
    for (let tries = 1, told = false; ; tries++) {
      try {
        return (await this.#lastBatch()) === unheard.batch
      } catch (failure) {
        const late = Date.now() > deadline || this.#around.ending()
        if (late && !told) unknown()
        told ||= late
        if (this.#around.ending()) throw failure
        await this.#pause(tries, failure)
      }
    }
  }

  async #lastBatch(): Promise<number> {
    const { connection, release } = await this.#pool.borrow()
    try {
      const said = await connection.say(`begin; ${bounds}; insert into writers (id, batch, at) values ('${this.#writer}', 0, now())
        on conflict (id) do update set at = excluded.at returning batch; commit`)
      release()
      return said.find(({ rows }) => rows.length > 0)?.rows[0].batch
    } catch (failure) {
      release(true)
      throw failure
    }
  }

  async #pause(tries: number, reason: unknown): Promise<void> {
    this.#around.pausing(reason)
    await sleep(Math.min(10 * 2 ** tries, 200))
  }
}
