import pg from 'pg'

/** What the driver tells a query of its answer. Its types leave this out, because only its own queries are meant to be told. */
interface Told {
  callback?: (failure: unknown, result?: pg.QueryResult) => void
  readonly _result: { _types: unknown }
  readonly name?: string
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Wire): void
  handleReadyForQuery(connection: Wire): void
}

/** The driver's connection: whoever is named in the second is on the way, and may be bound already. */
type Wire = pg.Connection & { readonly submittedNamedStatements: Record<string, string> }
type Query = pg.Query & Told

export interface Statement {
  text: string
  values?: readonly unknown[]
  /** With a name the server plans it once a connection. */
  name?: string | undefined
}

/**
 * Statements that leave in one write and are answered in one: only behind the last stands a sync, while each query of the
 * driver's own has one behind it, and the server wakes us for each. The server does one after the other, and none after one
 * that fails: then all fail with its reason. Each is a query of the driver's that writes itself and reads its own answer;
 * this only stands in their place, and says whose turn it is. A change of the driver's in this fails every test there is.
 */
export class Batch extends pg.Query {
  readonly #queries: readonly Query[]
  #at = 0
  declare callback: Told['callback']
  override readonly submit: (connection: pg.Connection) => void

  constructor(statements: readonly Statement[], answered: (failure: unknown, results: pg.QueryResult[]) => void) {
    const results: pg.QueryResult[] = []
    super({ text: 'batch' })
    this.#queries = statements.map(({ text, values = [], name }) => {
      const query = new pg.Query({ text, values: [...values], ...(name !== undefined && { name }), queryMode: 'extended' } as pg.QueryConfig) as Query
      query.callback = (_failure, result) => result && results.push(result)
      return query
    })
    this.callback = (failure) => answered(failure, results)
    this.submit = (connection) => this.#submit(connection as Wire)
  }

  // Whose name it is that the server has just taken in: the driver notes it.
  get name(): string | undefined {
    return this.#query?.name
  }
  set name(_: string | undefined) {}
  get text(): string | undefined {
    return (this.#query as pg.QueryConfig | undefined)?.text
  }
  set text(_: string | undefined) {}

  get #query(): Query | undefined {
    return this.#queries[this.#at]
  }

  #submit(connection: Wire): null {
    const unsynced = Object.create(connection, { sync: { value: () => {} } }) as Wire
    connection.stream.cork()
    for (const query of this.#queries) {
      query._result._types = (this as unknown as Told)._result._types
      query.submit(unsynced)
    }
    connection.sync()
    connection.stream.uncork()
    return null
  }

  handleRowDescription(message: unknown): void {
    this.#query?.handleRowDescription(message)
  }
  handleDataRow(message: unknown): void {
    this.#query?.handleDataRow(message)
  }
  handleCommandComplete(message: unknown, connection: Wire): void {
    this.#query?.handleCommandComplete(message, connection)
    this.#at++
  }
  handleReadyForQuery(connection: Wire): void {
    for (const query of this.#queries) query.handleReadyForQuery(connection)
    this.callback?.(null)
  }
  handleError(failure: unknown, { submittedNamedStatements }: Wire): void {
    // Those behind the one that failed were never taken in.
    for (const { name } of this.#queries.slice(this.#at)) if (name !== undefined) delete submittedNamedStatements[name]
    this.callback?.(failure)
  }
}
