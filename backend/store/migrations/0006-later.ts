import type { Kysely } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** What is done later, and what a person keeps for later. */
export async function later({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('jobs')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('due_at', 'bigint')
    .addColumn('lease', text)
    .addColumn('attempts', 'bigint', (c) => c.notNull())
    .addColumn('payload', text, (c) => c.notNull())
    .addColumn('last_error', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('jobs_due').on('jobs').column('due_at').execute()
  await own({ schema }, text)
}

/** Rows of a person's own scope. */
async function own({ schema }: Pick<Kysely<unknown>, 'schema'>, text: DialectParts['text']): Promise<void> {
  await schema
    .createTable('schedules')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('reply_to', text)
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('message_id', text)
    .addColumn('reason', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('reminders')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('channel_id', text)
    .addColumn('message_id', text)
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('fired_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('saved')
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('message_id', text, (c) => c.notNull())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('saved_at', 'bigint', (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('saved_key', ['user_id', 'message_id'])
    .execute()
  await schema
    .createTable('drafts')
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('reply_to', text)
    .addColumn('edited_at', 'bigint', (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('drafts_key', ['user_id', 'channel_id'])
    .execute()
  for (const table of ['schedules', 'reminders', 'saved', 'drafts']) await schema.createIndex(`${table}_urev`).on(table).columns(['user_id', 'urev']).execute()
}
