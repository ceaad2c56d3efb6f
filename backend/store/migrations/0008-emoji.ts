import { type Kysely, sql } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** Emoji of the workspace's own, and who may add them; and when people are not to be disturbed, as others may know it. */
export async function emoji({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('emoji')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('aliases', text, (c) => c.notNull())
    .addColumn('file', text, (c) => c.notNull())
    .addColumn('created_by', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('removed_at', 'bigint')
    .addColumn('rev', 'bigint', (c) => c.notNull())
    // Last: what is read of many rows stands before it.
    .addColumn('picture', text, (c) => c.notNull())
    .execute()
  await schema.createIndex('emoji_rev').on('emoji').column('rev').execute()
  await schema.createIndex('emoji_file').on('emoji').column('file').execute()
  await schema.createIndex('emoji_name').on('emoji').column('name').execute()
  await schema
    .alterTable('workspace')
    .addColumn('emoji', text, (c) => c.notNull().defaultTo(sql.lit('everyone')))
    .execute()
  await schema.alterTable('users').addColumn('quiet', text).execute()
}
