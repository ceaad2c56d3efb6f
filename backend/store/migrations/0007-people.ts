import { type Kysely, sql } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** What people say of themselves, rules of a channel, receipts, and messages that ask for an answer. */
export async function people({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema.alterTable('users').addColumn('status', text).execute()
  await schema
    .alterTable('channels')
    .addColumn('slow_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema
    .alterTable('channels')
    .addColumn('posting', text, (c) => c.notNull().defaultTo(sql.lit('everyone')))
    .execute()
  await schema.alterTable('reads').addColumn('sent_at', 'bigint').execute()
  // Who has read up to a number is asked of any channel, whatever its size.
  await schema.createIndex('reads_seen').on('reads').columns(['channel_id', 'read_seq']).execute()
  await schema.alterTable('messages').addColumn('poll', text).execute()
  await schema.alterTable('messages').addColumn('priority', text).execute()
  await answers(schema, text)
}

async function answers(schema: Kysely<unknown>['schema'], text: DialectParts['text']): Promise<void> {
  await schema
    .createTable('votes')
    .addColumn('message_id', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('choices', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('votes_pk', ['message_id', 'user_id'])
    .execute()
  await schema
    .createTable('acknowledgements')
    .addColumn('message_id', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('acknowledgements_pk', ['message_id', 'user_id'])
    .execute()
}
