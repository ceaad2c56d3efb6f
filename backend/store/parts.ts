import type { Columns } from './dialect.ts'
import type { Tables } from './tables.ts'

/** A table as it is moved: every column by name, and the key whose order both databases keep. */
interface Part<Row> {
  readonly key: readonly (keyof Row & string)[]
  readonly columns: Columns<Row>
}

/** `fence` says what may be done with this database, and is no part of the workspace. */
export type PartName = Exclude<keyof Tables, 'fence'>

/**
 * What a workspace is made of. A table or a column that is missing here does not compile; one that is missing in the types
 * fails a test. The search index and the numbers of writers are not moved: the other end makes its own.
 */
export const parts: { readonly [Name in PartName]: Part<Record<keyof Tables[Name], unknown>> } = {
  workspace: {
    key: ['id'],
    columns: {
      id: 'text',
      epoch: 'text',
      name: 'text',
      registration: 'text',
      default_channel_id: 'text',
      wide_mentions: 'text',
      created_at: 'bigint',
      rev: 'bigint',
    },
  },
  scopes: { key: ['id'], columns: { id: 'text', clock: 'bigint', last_seq: 'bigint' } },
  users: {
    key: ['id'],
    columns: {
      id: 'text',
      handle: 'text',
      handle_key: 'text',
      name: 'text',
      kind: 'text',
      role: 'text',
      email: 'text',
      email_key: 'text',
      password_hash: 'text',
      deactivated_at: 'bigint',
      created_at: 'bigint',
      source: 'text',
      source_id: 'text',
      rev: 'bigint',
      status: 'text',
    },
  },
  channels: {
    key: ['id'],
    columns: {
      id: 'text',
      kind: 'text',
      name: 'text',
      name_key: 'text',
      topic: 'text',
      parent_message_id: 'text',
      parent_channel_id: 'text',
      parent_seq: 'bigint',
      resolved_at: 'bigint',
      direct_key: 'text',
      created_by: 'text',
      created_at: 'bigint',
      archived_at: 'bigint',
      first_seq: 'bigint',
      source: 'text',
      source_id: 'text',
      rev: 'bigint',
      slow_ms: 'bigint',
      posting: 'text',
    },
  },
  members: {
    key: ['channel_id', 'user_id'],
    columns: {
      channel_id: 'text',
      user_id: 'text',
      role: 'text',
      joined: 'bigint',
      from_seq: 'bigint',
      at_seq: 'bigint',
      at: 'bigint',
      level: 'text',
      muted: 'bigint',
      favourite: 'bigint',
      section: 'text',
      thread: 'bigint',
      rev: 'bigint',
      urev: 'bigint',
    },
  },
  reads: {
    key: ['user_id', 'channel_id'],
    columns: { user_id: 'text', channel_id: 'text', read_seq: 'bigint', urev: 'bigint', set_back_urev: 'bigint', sent_at: 'bigint' },
  },
  preferences: { key: ['user_id'], columns: { user_id: 'text', settings: 'text', urev: 'bigint' } },
  messages: {
    key: ['n'],
    columns: {
      n: 'bigint',
      id: 'text',
      channel_id: 'text',
      seq: 'bigint',
      rev: 'bigint',
      author_id: 'text',
      kind: 'text',
      content: 'text',
      version: 'bigint',
      reply_to: 'text',
      ref_id: 'text',
      files: 'text',
      meta: 'text',
      mentions: 'text',
      thread: 'text',
      moved_to: 'text',
      source: 'text',
      source_id: 'text',
      created_at: 'bigint',
      edited_at: 'bigint',
      deleted_at: 'bigint',
      sent_hash: 'text',
      poll: 'text',
      priority: 'text',
    },
  },
  mentions: {
    key: ['message_id', 'target'],
    columns: { message_id: 'text', target: 'text', channel_id: 'text', seq: 'bigint', author_id: 'text', at: 'bigint' },
  },
  groups: {
    key: ['id'],
    columns: {
      id: 'text',
      handle: 'text',
      handle_key: 'text',
      name: 'text',
      created_by: 'text',
      created_at: 'bigint',
      deleted_at: 'bigint',
      rev: 'bigint',
    },
  },
  group_members: { key: ['group_id', 'user_id'], columns: { group_id: 'text', user_id: 'text' } },
  votes: { key: ['message_id', 'user_id'], columns: { message_id: 'text', user_id: 'text', choices: 'text', at: 'bigint' } },
  acknowledgements: { key: ['message_id', 'user_id'], columns: { message_id: 'text', user_id: 'text', at: 'bigint' } },
  message_edits: {
    key: ['message_id', 'version'],
    columns: { message_id: 'text', version: 'bigint', content: 'text', edited_by: 'text', edited_at: 'bigint' },
  },
  sessions: {
    key: ['id'],
    columns: {
      id: 'text',
      user_id: 'text',
      token_hash: 'text',
      device: 'text',
      address: 'text',
      created_at: 'bigint',
      last_used_at: 'bigint',
      expires_at: 'bigint',
      revoked_at: 'bigint',
    },
  },
  invites: {
    key: ['id'],
    columns: {
      id: 'text',
      code_hash: 'text',
      created_by: 'text',
      created_at: 'bigint',
      expires_at: 'bigint',
      max_uses: 'bigint',
      uses: 'bigint',
      revoked_at: 'bigint',
    },
  },
  jobs: {
    key: ['id'],
    columns: {
      id: 'text',
      kind: 'text',
      due_at: 'bigint',
      lease: 'text',
      attempts: 'bigint',
      payload: 'text',
      last_error: 'text',
      created_at: 'bigint',
    },
  },
  schedules: {
    key: ['id'],
    columns: {
      id: 'text',
      user_id: 'text',
      channel_id: 'text',
      content: 'text',
      reply_to: 'text',
      at: 'bigint',
      state: 'text',
      message_id: 'text',
      reason: 'text',
      created_at: 'bigint',
      urev: 'bigint',
    },
  },
  reminders: {
    key: ['id'],
    columns: {
      id: 'text',
      user_id: 'text',
      channel_id: 'text',
      message_id: 'text',
      content: 'text',
      at: 'bigint',
      state: 'text',
      fired_at: 'bigint',
      created_at: 'bigint',
      urev: 'bigint',
    },
  },
  saved: {
    key: ['user_id', 'message_id'],
    columns: {
      user_id: 'text',
      message_id: 'text',
      channel_id: 'text',
      state: 'text',
      saved_at: 'bigint',
      urev: 'bigint',
    },
  },
  drafts: {
    key: ['user_id', 'channel_id'],
    columns: {
      user_id: 'text',
      channel_id: 'text',
      content: 'text',
      reply_to: 'text',
      edited_at: 'bigint',
      urev: 'bigint',
    },
  },
}

export const partNames = Object.keys(parts) as PartName[]
