import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { DatabaseError } from 'pg'
import type { At } from '../dialect.ts'
import { assertFit, Unfit } from '../postgres/check.ts'
import { postgresParts } from '../postgres/dialect.ts'
import { ConnectionLost } from '../postgres/failures.ts'
import { bringUpToDate } from '../postgres/open.ts'
import { Pool, SERVER } from '../postgres/pool.ts'
import { placeOf, reasonOf } from '../postgres/reasons.ts'
import { within } from '../postgres/within.ts'
import type { PostgresAddress } from './address.ts'
import { type House, Refusal } from './house.ts'
import { assertCurrent } from './schema.ts'

/** "house" as a number: whoever holds it is the only one that moves this database. */
const MOVING = 0x686f757365n
/** The database needs a moment to see that somebody was killed or has just left. */
const GONE_MS = 3_000
/** What is answered when a lock was not given in time. */
const TAKEN = '55P03'
/** A long work is long: the bounds that a server sets are for other work. */
const PATIENT = 'set local statement_timeout = 0; set local lock_timeout = 0; set local idle_in_transaction_session_timeout = 0'

/** Beside nodes that run: a transaction that only reads sees one moment, however long it takes. */
export const witness = (address: PostgresAddress): Promise<House> => opened(address, assertCurrent)

export const house = (address: PostgresAddress): Promise<House> =>
  opened(address, async (there) => {
    await there.hold()
    await there.write(({ db }) => bringUpToDate(db))
  })

async function opened(address: PostgresAddress, begin: (there: PostgresHouse) => Promise<void>): Promise<House> {
  const there = new PostgresHouse(address)
  try {
    await begin(there)
    return there
  } catch (failure) {
    await there[Symbol.asyncDispose]()
    throw failure
  }
}

class PostgresHouse implements House {
  readonly #address: PostgresAddress
  readonly #pool: Pool
  #letGo: () => Promise<unknown> = async () => {}

  constructor(address: PostgresAddress) {
    this.#address = address
    this.#pool = new Pool(address.url, { max: 3, name: 'parley-moving', patient: true, check: assertFit })
  }

  get place(): string {
    return `PostgreSQL at ${placeOf(this.#address.url)}`
  }

  look: House['look'] = (work) => this.#explained(() => this.#run('begin isolation level repeatable read read only', ({ db }) => work(db)))
  write: House['write'] = (work) => this.#explained(() => this.#run('begin isolation level read committed', work))

  // Later commits stand behind this one in the log, and a log is flushed up to its end.
  put: House['put'] = (work) => this.#explained(() => this.#run('begin isolation level read committed; set local synchronous_commit = off', work))

  /** Until the end, and at the latest until the connection breaks. A lock of a transaction holds behind a pooler, too. */
  hold(): Promise<void> {
    return this.#explained(async () => {
      const { connection, release } = await this.#pool.borrow()
      this.#letGo = () => connection.say('rollback').finally(() => release(true))
      await connection.say(`begin; ${PATIENT}; set local lock_timeout = ${GONE_MS}; select pg_advisory_xact_lock(${MOVING})`).catch((failure) => {
        if (!(failure instanceof DatabaseError && failure.code === TAKEN)) throw failure
        throw new Refusal(`Another "migrate" or "restore" is at work on ${this.place}. Wait for its end.`)
      })
    })
  }

  async assertUnserved(): Promise<void> {
    let nodes = await this.#nodes()
    for (const deadline = Date.now() + GONE_MS; nodes.length > 0 && Date.now() < deadline; nodes = await this.#nodes()) await sleep(200)
    if (nodes.length > 0) throw new Refusal(`Parley is running on ${this.place} (from ${nodes.join(', ')}). Stop it first.`)
  }

  #nodes(): Promise<string[]> {
    return this.look(async (db) => {
      const { rows } = await sql<{ client: string }>`
        select distinct coalesce(host(client_addr), 'this machine') as client from pg_stat_activity
        where datname = current_database() and application_name = ${SERVER}`.execute(db)
      return rows.map(({ client }) => client)
    })
  }

  async #run<T>(begin: string, work: (at: At) => Promise<T>): Promise<T> {
    const borrowed = await this.#pool.borrow()
    const { connection, release } = borrowed
    const answer = await within(
      borrowed,
      (connection) => connection.say(`${begin}; ${PATIENT}`),
      () => work({ db: connection.db, dialect: postgresParts }),
    )
    await connection.say('commit').then(
      () => release(),
      (failure) => {
        release(true)
        throw failure
      },
    )
    return answer
  }

  /** What the database or its driver says, in words that name the place; everything else as it is. */
  async #explained<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (failure) {
      if (![ConnectionLost, DatabaseError, Unfit].some((kind) => failure instanceof kind)) throw failure
      const { url, setting } = this.#address
      throw new Error(reasonOf(failure, url).replaceAll('DATABASE_URL', setting), { cause: failure })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#letGo().catch(() => {})
    await this.#pool[Symbol.asyncDispose]()
  }
}
