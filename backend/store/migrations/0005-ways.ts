import type { Kysely } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** Ways to tell people who are not looking: devices that take pushes, what went out, and how far each channel has been told. */
export async function ways({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('secrets')
    .addColumn('name', text, (c) => c.primaryKey())
    .addColumn('value', text, (c) => c.notNull())
    .execute()
  await schema
    .createTable('push_subscriptions')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('session_id', text, (c) => c.notNull())
    .addColumn('endpoint', text, (c) => c.notNull())
    .addColumn('p256dh', text, (c) => c.notNull())
    .addColumn('auth', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('push_subscriptions_user').on('push_subscriptions').column('user_id').execute()
  await schema
    .createTable('deliveries')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('way', text, (c) => c.notNull())
    .addColumn('state', text, (c) => c.notNull())
    .addColumn('batch', text, (c) => c.notNull())
    .addColumn('channel_id', text)
    .addColumn('message_id', text)
    .addColumn('seq', 'bigint')
    .addColumn('note', text, (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute()
  await schema.createIndex('deliveries_user').on('deliveries').columns(['user_id', 'at']).execute()
  await schema
    .createTable('notice_marks')
    .addColumn('channel_id', text, (c) => c.primaryKey())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .alterTable('preferences')
    .addColumn('wide', 'smallint', (c) => c.notNull().defaultTo(0))
    .execute()
  await schema.createIndex('preferences_wide').on('preferences').column('wide').execute()
}
