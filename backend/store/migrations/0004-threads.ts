import { type Kysely, sql } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** A thread is a channel with a parent message; who follows it is a member of it. */
export async function threads({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema.alterTable('channels').addColumn('parent_channel_id', text).execute()
  await schema.alterTable('channels').addColumn('parent_seq', 'bigint').execute()
  await schema.alterTable('channels').addColumn('resolved_at', 'bigint').execute()
  await schema.createIndex('channels_parent').on('channels').column('parent_channel_id').where(sql.ref('parent_channel_id'), 'is not', null).execute()
  await schema
    .alterTable('members')
    .addColumn('thread', 'smallint', (c) => c.notNull().defaultTo(0))
    .execute()
  // A person is in few channels and may follow many threads: a start must not read them.
  await schema.createIndex('members_thread').on('members').columns(['user_id', 'thread']).execute()
  await schema.alterTable('messages').addColumn('thread', text).execute()
  await schema.alterTable('messages').addColumn('moved_to', text).execute()
}
