import { HandleEmptyInListsPlugin, Kysely, PostgresDialect, replaceWithNoncontingentExpression } from 'kysely'
import pg from 'pg'
import type { Tables } from '../tables.ts'
import { translated } from './failures.ts'

/** "One of none" is no syntax error in SQLite, and must not be one here. */
const noneOfNone = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })
/** What every statement answers after one of its transaction failed. */
const ABORTED = '25P02'

/** One connection with typed queries on it. Whoever borrows it begins and ends the transaction. */
export class Connection {
  readonly db: Kysely<Tables>
  readonly #client: pg.ClientBase
  /** Why the transaction is aborted: of statements that were on their way together, the first to fail is the reason. */
  #aborted: unknown

  constructor(client: pg.ClientBase) {
    this.#client = client
    const borrowed = { query: (text: string, values: unknown[]) => this.#heard(client.query(text, values)), release() {} }
    const only = { connect: async () => borrowed, end: async () => {}, options: {} }
    this.db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: only as never }), plugins: [noneOfNone] })
  }

  /** Several statements in one message, as they stand; answers the rows of each. */
  async say(statements: string): Promise<pg.QueryResult[]> {
    const answer = await this.#heard(this.#client.query(statements))
    return Array.isArray(answer) ? answer : [answer]
  }

  /** From here on it is another's, whose transactions begin afresh. */
  renew(): this {
    this.#aborted = undefined
    return this
  }

  #heard<T>(answer: Promise<T>): Promise<T> {
    return answer.catch((failure) => {
      if (!(failure instanceof pg.DatabaseError && failure.code === ABORTED)) this.#aborted ??= translated(failure)
      throw this.#aborted ?? failure
    })
  }
}
