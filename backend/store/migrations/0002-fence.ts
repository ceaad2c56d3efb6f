import type { Kysely } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** Where it is written that a database must not be served: it moved away, or it is not whole yet. */
export async function fence({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('fence')
    .addColumn('move', text, (c) => c.primaryKey())
    .addColumn('why', text, (c) => c.notNull())
    .addColumn('place', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
}
