import { createHash } from 'node:crypto'
import { nextTick } from 'node:process'
import { type CompiledQuery, HandleEmptyInListsPlugin, Kysely, PostgresDialect, replaceWithNoncontingentExpression } from 'kysely'
import pg from 'pg'
import type { Tables } from '../tables.ts'
import { together } from '../together.ts'
import { Batch, type Statement } from './batch.ts'
import { translated, Unprepared } from './failures.ts'

/** "One of none" is no syntax error in SQLite, and must not be one here. */
const noneOfNone = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })
/** What every statement answers after one of its transaction failed. */
const ABORTED = '25P02'

/** Whether what stands between here and the server keeps named statements. Said of all connections of one pool. */
export interface Names {
  kept: boolean
}

/** The same text has the same name on every connection, so that none can ever mean another statement. */
const nameOf = (text: string): string => `parley_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`

interface Due {
  statement: Statement
  resolve(result: pg.QueryResult): void
  reject(failure: unknown): void
}

/** One connection with typed queries on it. Whoever borrows it begins and ends the transaction. */
export class Connection {
  readonly db: Kysely<Tables>
  readonly #client: pg.ClientBase
  /** Why the transaction is aborted: of statements that were on their way together, the first to fail is the reason. */
  #aborted: unknown
  readonly #names: Names
  readonly #known = new WeakMap<object, string>()
  #due: Due[] = []
  /** The end of the transaction is on its way. */
  #over = false

  constructor(client: pg.ClientBase, names: Names = { kept: false }) {
    this.#client = client
    this.#names = names
    const borrowed = { query: (text: string, values: unknown[]) => this.#ask({ text, values }), release() {} }
    const only = { connect: async () => borrowed, end: async () => {}, options: {} }
    this.db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: only as never }), plugins: [noneOfNone] })
  }

  /** Several statements in one message, as they stand; answers the rows of each. */
  async say(statements: string): Promise<pg.QueryResult[]> {
    this.#leave()
    const answer = await this.#client.query(statements).catch((failure) => this.#failed(failure))
    return Array.isArray(answer) ? answer : [answer]
  }

  /** A query that never changes: planned once a connection, as long as names are kept. */
  again = async <Row>(query: Pick<CompiledQuery<Row>, 'sql'>, parameters: readonly unknown[]): Promise<Row[]> =>
    (await this.#ask({ text: query.sql, values: parameters, name: this.#nameOf(query) })).rows

  /** Work that asks all of it before it waits for any of it, and what ends its transaction in the same write. */
  async atOnce<T>(work: () => Promise<T>, end: { sql: string }): Promise<T> {
    const worked = work()
    const ended = this.again(end, [])
    this.#over = true
    const [answer] = await together([worked, ended])
    return answer
  }

  /** From here on it is another's, whose transactions begin afresh. */
  renew(): this {
    this.#aborted = undefined
    this.#over = false
    return this
  }

  #nameOf(query: { sql: string }): string | undefined {
    if (!this.#names.kept) return undefined
    const known = this.#known.get(query) ?? nameOf(query.sql)
    this.#known.set(query, known)
    return known
  }

  /** What is asked in one turn leaves together. */
  #ask(statement: Statement): Promise<pg.QueryResult> {
    if (this.#over) return Promise.reject(new Error('Asked behind the end of its transaction'))
    if (this.#due.length === 0) nextTick(() => this.#leave())
    return new Promise((resolve, reject) => this.#due.push({ statement, resolve, reject }))
  }

  #leave(): void {
    const due = this.#due
    if (due.length === 0) return
    this.#due = []
    const answered = (failure: unknown, results: pg.QueryResult[]): void => {
      for (const [at, { resolve, reject }] of due.entries()) {
        const result = results[at]
        if (failure || !result) reject(this.#reasonOf(failure))
        else resolve(result)
      }
    }
    this.#client.query(
      new Batch(
        due.map(({ statement }) => statement),
        answered,
      ),
    )
  }

  #failed(failure: unknown): never {
    throw this.#reasonOf(failure)
  }

  #reasonOf(failure: unknown): unknown {
    if (!(failure instanceof pg.DatabaseError && failure.code === ABORTED)) this.#aborted ??= translated(failure)
    if (this.#aborted instanceof Unprepared && this.#aborted.isPooled) this.#names.kept = false
    return this.#aborted ?? failure
  }
}
