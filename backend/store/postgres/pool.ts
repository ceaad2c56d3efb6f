import { LIMITS } from '@parley/protocol'
import pg from 'pg'
import { Connection, type Names } from './connection.ts'
import { ConnectionLost } from './failures.ts'

const INT8 = 20

/** Numbers of 8 bytes as numbers: clocks and times stay far below 2^53. For these connections only, not for the whole process. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
}

/** A connection, and the way to give it back; or, after a failure that leaves its state unknown, away. */
export interface Borrowed {
  readonly connection: Connection
  release(broken?: boolean): void
}

/** How the connections of a server are called, so that they are known among others. */
export const SERVER = 'parley'

/** A few connections, each opened when first needed. `check` is asked of every new one before it is used. */
export class Pool implements AsyncDisposable {
  readonly #pool: pg.Pool
  readonly #names: Names = { kept: true }
  readonly #kept = new WeakMap<pg.PoolClient, Connection>()

  constructor(url: string, options: { max: number; name?: string; patient?: boolean; check?: (connection: Connection) => Promise<unknown> }) {
    const { max, name = SERVER, patient, check } = options
    this.#pool = new pg.Pool({
      connectionString: url,
      application_name: name,
      max,
      types,
      // Statements of one transaction follow each other without waiting where they do not need the answer.
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: LIMITS.databaseConnectMs,
      idleTimeoutMillis: LIMITS.databaseIdleMs,
      // Told to the server with every transaction, too; this one is for a server that no longer says anything.
      ...(patient ? {} : { query_timeout: LIMITS.databaseSilenceMs }),
      ...(check && { onConnect: (client: pg.ClientBase) => check(new Connection(client)) }),
    })
    // A connection that breaks while nobody uses it is forgotten; one in use fails its query, which is where it is noticed.
    this.#pool.on('error', () => {})
    this.#pool.on('connect', (client) => void client.on('error', () => {}))
  }

  get waiting(): number {
    return this.#pool.waitingCount
  }

  async borrow(): Promise<Borrowed> {
    let client: pg.PoolClient
    try {
      client = await this.#pool.connect()
    } catch (failure) {
      throw new ConnectionLost('PostgreSQL cannot be reached', { cause: failure })
    }
    const connection = this.#kept.get(client) ?? new Connection(client, this.#names)
    this.#kept.set(client, connection)
    return { connection: connection.renew(), release: (broken) => client.release(broken) }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#pool.end()
  }
}
