import type { CompiledQuery, Kysely } from 'kysely'
import type { At, DialectParts } from './dialect.ts'
import type { Tables } from './tables.ts'

/** Stands in a compiled query where a value will be. */
class Placeholder {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type Param<P> = <K extends keyof P & string>(name: K) => P[K]

/**
 * A query that is built and compiled once for each database and then only bound: for the few sentences of the write path,
 * where building the same SQL again would cost more than running it.
 */
export function prepared<P extends Record<string, unknown>, Row>(build: (db: Kysely<Tables>, param: Param<P>, dialect: DialectParts) => CompiledQuery<Row>) {
  const compiled = new WeakMap<DialectParts, CompiledQuery<Row>>()
  // The type says value and the run time says placeholder: this is the one place that knows.
  const param = ((name: string) => new Placeholder(name)) as unknown as Param<P>

  return async ({ db, dialect, again }: At, values: P): Promise<Row[]> => {
    let query = compiled.get(dialect)
    if (!query) {
      query = build(db, param, dialect)
      compiled.set(dialect, query)
    }
    const parameters = query.parameters.map((value) => (value instanceof Placeholder ? values[value.name] : value))
    if (again) return again(query, parameters)
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

/**
 * The rows that a left join found. What looks many rows up by their keys joins from its parameter to the left, so that there is one way
 * to go: a plan that is made once and kept never goes through a table that was small when it was made.
 */
export const present = <Row>(rows: readonly Row[], key: keyof Row): Row[] => rows.filter((row) => row[key] !== null)
