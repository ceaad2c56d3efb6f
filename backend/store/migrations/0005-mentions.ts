import type { Kysely } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** Groups of people, whom messages mention, and who may address everybody. */
export async function mentions({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('groups')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('handle', text, (c) => c.notNull())
    .addColumn('handle_key', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('created_by', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('deleted_at', 'bigint')
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('groups_rev').on('groups').column('rev').execute()
  await schema
    .createTable('group_members')
    .addColumn('group_id', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addPrimaryKeyConstraint('group_members_pk', ['group_id', 'user_id'])
    .execute()
  await schema.createIndex('group_members_user').on('group_members').column('user_id').execute()
  await schema
    .createTable('mentions')
    .addColumn('message_id', text, (c) => c.notNull())
    .addColumn('target', text, (c) => c.notNull())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('author_id', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('mentions_pk', ['message_id', 'target'])
    .execute()
  await schema.createIndex('mentions_seq').on('mentions').columns(['channel_id', 'seq']).execute()
  await schema.createIndex('mentions_target').on('mentions').columns(['target', 'at']).execute()
  await schema.alterTable('messages').addColumn('mentions', text).execute()
  await schema
    .alterTable('workspace')
    .addColumn('wide_mentions', text, (c) => c.notNull().defaultTo('everyone'))
    .execute()
}
