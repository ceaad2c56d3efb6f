import { type Kysely, sql } from 'kysely'
import type { DialectParts } from '../dialect.ts'

/** The first schema, with every column that would be dear to add to a large table later. */
export async function first(db: Kysely<unknown>, dialect: DialectParts): Promise<void> {
  const { schema } = db
  const { text } = dialect
  await schema
    .createTable('workspace')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('epoch', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('registration', text, (c) => c.notNull())
    .addColumn('default_channel_id', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .execute()
  await schema
    .createTable('scopes')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('clock', 'bigint', (c) => c.notNull())
    .addColumn('last_seq', 'bigint', (c) => c.notNull())
    .execute()
  await people(db, dialect)
  await conversations(db, dialect)
  await messages(db, dialect)
  await doors(db, dialect)
}

async function people({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('users')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('handle', text, (c) => c.notNull())
    .addColumn('handle_key', text, (c) => c.notNull().unique())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('email', text)
    .addColumn('email_key', text, (c) => c.unique())
    .addColumn('password_hash', text)
    .addColumn('deactivated_at', 'bigint')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('source', text)
    .addColumn('source_id', text)
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('users_source', ['source', 'source_id'])
    .execute()
  await schema.createIndex('users_rev').on('users').column('rev').execute()
}

async function conversations({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('channels')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('name', text, (c) => c.notNull())
    .addColumn('name_key', text, (c) => c.notNull())
    .addColumn('topic', text, (c) => c.notNull())
    .addColumn('parent_message_id', text, (c) => c.unique())
    .addColumn('direct_key', text, (c) => c.unique())
    .addColumn('created_by', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('archived_at', 'bigint')
    .addColumn('first_seq', 'bigint', (c) => c.notNull())
    .addColumn('source', text)
    .addColumn('source_id', text)
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('channels_source', ['source', 'source_id'])
    .execute()
  // A private name must not betray itself, so only public names exclude each other.
  await schema.createIndex('channels_public_name').on('channels').column('name_key').unique().where(sql.ref('kind'), '=', sql.lit('public')).execute()
  await schema
    .createTable('members')
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('role', text, (c) => c.notNull())
    .addColumn('joined', 'smallint', (c) => c.notNull())
    .addColumn('from_seq', 'bigint', (c) => c.notNull())
    .addColumn('at_seq', 'bigint', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('level', text, (c) => c.notNull())
    .addColumn('muted', 'smallint', (c) => c.notNull())
    .addColumn('favourite', 'smallint', (c) => c.notNull())
    .addColumn('section', text, (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('members_pk', ['channel_id', 'user_id'])
    .execute()
  await schema.createIndex('members_user').on('members').columns(['user_id', 'urev']).execute()
  await schema.createIndex('members_rev').on('members').columns(['channel_id', 'rev']).execute()
  await schema
    .createTable('reads')
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('read_seq', 'bigint', (c) => c.notNull())
    .addColumn('urev', 'bigint', (c) => c.notNull())
    .addColumn('set_back_urev', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('reads_pk', ['user_id', 'channel_id'])
    .execute()
  await schema.createIndex('reads_urev').on('reads').columns(['user_id', 'urev']).execute()
}

async function messages(db: Kysely<unknown>, dialect: DialectParts): Promise<void> {
  const { schema } = db
  const { text } = dialect
  await schema
    .createTable('messages')
    .addColumn('n', dialect.serial, (c) => c.primaryKey())
    .addColumn('id', text, (c) => c.notNull().unique())
    .addColumn('channel_id', text, (c) => c.notNull())
    .addColumn('seq', 'bigint', (c) => c.notNull())
    .addColumn('rev', 'bigint', (c) => c.notNull())
    .addColumn('author_id', text, (c) => c.notNull())
    .addColumn('kind', text, (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('reply_to', text)
    .addColumn('ref_id', text)
    .addColumn('files', text)
    .addColumn('meta', text)
    .addColumn('source', text)
    .addColumn('source_id', text)
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('edited_at', 'bigint')
    .addColumn('deleted_at', 'bigint')
    .addColumn('sent_hash', text, (c) => c.notNull())
    .execute()
  await schema.createIndex('messages_seq').on('messages').columns(['channel_id', 'seq']).unique().execute()
  await schema.createIndex('messages_rev').on('messages').columns(['channel_id', 'rev']).unique().execute()
  await schema.createIndex('messages_source').on('messages').columns(['source', 'source_id']).unique().where(sql.ref('source'), 'is not', null).execute()
  await schema
    .createTable('message_edits')
    .addColumn('message_id', text, (c) => c.notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('content', text, (c) => c.notNull())
    .addColumn('edited_by', text, (c) => c.notNull())
    .addColumn('edited_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('message_edits_pk', ['message_id', 'version'])
    .execute()
  await dialect.createOwn(db)
}

async function doors({ schema }: Kysely<unknown>, { text }: DialectParts): Promise<void> {
  await schema
    .createTable('sessions')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('user_id', text, (c) => c.notNull())
    .addColumn('token_hash', text, (c) => c.notNull().unique())
    .addColumn('device', text, (c) => c.notNull())
    .addColumn('address', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('last_used_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
  await schema.createIndex('sessions_user').on('sessions').column('user_id').execute()
  await schema
    .createTable('invites')
    .addColumn('id', text, (c) => c.primaryKey())
    .addColumn('code_hash', text, (c) => c.notNull().unique())
    .addColumn('created_by', text, (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .addColumn('max_uses', 'integer', (c) => c.notNull())
    .addColumn('uses', 'integer', (c) => c.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute()
}
