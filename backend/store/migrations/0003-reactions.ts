import type { Kysely } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** Emoji on messages. */
export async function reactions({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('reactions')
    .addColumn('message_id', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('emoji', text, (c) => c.notNull())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('is_on', 'smallint', (c) => c.notNull())
    .addColumn('count', 'bigint', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('reactions_pk', ['message_id', 'user_id', 'emoji'])
    .execute()
  // The newest row of an emoji has its count, and the first ones have its names.
  await schema.createIndex('reactions_emoji').on('reactions').columns(['message_id', 'emoji', 'rev']).execute()
  await schema.createIndex('reactions_rev').on('reactions').columns(['channel_id', 'rev']).unique().execute()
}
