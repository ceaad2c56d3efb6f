import { LIMITS } from '@parley/protocol'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from '../tables.ts'
import { ConnectionLost, toLoss } from './failures.ts'

const INT8 = 20

/** Numbers of 8 bytes as numbers: clocks and times stay far below 2^53. For these connections only, not for the whole process. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}

/** One connection with typed queries on it. Whoever borrows it begins and ends the transaction. */
export interface Connection {
  readonly db: Kysely<Tables>
  /** Several statements in one message, as they stand; answers the rows of each. */
  say(statements: string): Promise<pg.QueryResult[]>
  /** Gives it back, or, after a failure that leaves its state unknown, away. */
  release(broken?: boolean): void
}

/** A few connections, each opened when first needed. `check` is asked of every new one before it is used. */
export class Pool implements AsyncDisposable {
  readonly #pool: pg.Pool
  readonly #kept = new WeakMap<pg.PoolClient, Kysely<Tables>>()

  constructor(url: string, options: { max: number; patient?: boolean; check?: (connection: Pick<Connection, 'say'>) => Promise<void> }) {
    const { max, patient, check } = options
    this.#pool = new pg.Pool({
      connectionString: url,
      application_name: 'parley',
      max,
      types,
      // Statements of one transaction follow each other without waiting where they do not need the answer.
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: LIMITS.databaseConnectMs,
      idleTimeoutMillis: LIMITS.databaseIdleMs,
      // Told to the server with every transaction, too; this one is for a server that no longer says anything.
      ...(patient ? {} : { query_timeout: LIMITS.databaseSilenceMs }),
      ...(check && { onConnect: (client: pg.ClientBase) => check({ say: (statements) => saidOn(client, statements) }) }),
    })
    // A connection that breaks while nobody uses it is forgotten; one in use fails its query, which is where it is noticed.
    this.#pool.on('error', () => {})
    this.#pool.on('connect', (client) => void client.on('error', () => {}))
  }

  get waiting(): number {
    return this.#pool.waitingCount
  }

  async borrow(): Promise<Connection> {
    let client: pg.PoolClient
    try {
      client = await this.#pool.connect()
    } catch (failure) {
      throw new ConnectionLost('PostgreSQL cannot be reached', { cause: failure })
    }
    return { db: this.#typed(client), say: (statements) => saidOn(client, statements), release: (broken) => client.release(broken) }
  }

  #typed(client: pg.PoolClient): Kysely<Tables> {
    const kept = this.#kept.get(client)
    if (kept) return kept
    const borrowed = { query: (text: string, values: unknown[]) => client.query(text, values).catch(rethrown), release() {} }
    const only = { connect: async () => borrowed, end: async () => {}, options: {} }
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: only as never }) })
    this.#kept.set(client, db)
    return db
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#pool.end()
  }
}

const rethrown = (failure: unknown): never => {
  throw toLoss(failure)
}

async function saidOn(client: pg.ClientBase, statements: string): Promise<pg.QueryResult[]> {
  const answer = await client.query(statements).catch(rethrown)
  return Array.isArray(answer) ? answer : [answer]
}
