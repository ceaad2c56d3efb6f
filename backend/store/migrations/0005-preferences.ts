import type { Kysely } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** How people want to be told of things. */
export async function preferences({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('preferences')
    .addColumn('user_id', text, (c) => c.primaryKey())
    .addColumn('settings', text, (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .execute()
}
