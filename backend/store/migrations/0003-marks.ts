import { type Kysely, sql } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** Pins, and who may see what messages said before. */
export async function marks({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema.alterTable('messages').addColumn('pinned_at', 'bigint').execute()
  await schema.alterTable('messages').addColumn('pinned_by', text).execute()
  await schema.createIndex('messages_pinned').on('messages').columns(['channel_id', 'pinned_at']).where(sql.ref('pinned_at'), 'is not', null).execute()
  await schema
    .alterTable('workspace')
    .addColumn('edits', text, (c) => c.notNull().defaultTo('all'))
    .execute()
}
