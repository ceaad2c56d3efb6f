import type { Generated } from 'kysely'

/** Milliseconds since 1970. Booleans are 0 or 1 and JSON is text, so that one set of queries serves both databases. */
type Time = number
type Flag = 0 | 1

/** One row: which database this is. */
export interface WorkspaceTable {
  id: string
  /** Changes whenever the database goes back in time. */
  epoch: string
  name: string
  registration: 'open' | 'invite' | 'closed'
  default_channel_id: string
  /** Who may address everybody in a channel of many people. */
  wide_mentions: Generated<'everyone' | 'admins'>
  created_at: Time
  rev: number
}

/** The clocks. A channel, a person and the workspace each own one row; only it is locked by a write. */
export interface ScopesTable {
  id: string
  clock: number
  /** Channels only: the number of the newest message. */
  last_seq: number
}

export interface UsersTable {
  id: string
  handle: string
  /** The handle with look-alikes folded together: what is unique. */
  handle_key: string
  name: string
  kind: 'person' | 'bot'
  role: 'owner' | 'admin' | 'member' | 'guest'
  email: string | null
  email_key: string | null
  /** PHC string of Argon2id; null for those who cannot sign in by password. */
  password_hash: string | null
  deactivated_at: Time | null
  created_at: Time
  source: string | null
  source_id: string | null
  rev: number
}

export interface ChannelsTable {
  id: string
  kind: 'public' | 'private' | 'direct' | 'thread'
  name: string
  /** The canonical name; unique among public channels only. */
  name_key: string
  topic: string
  parent_message_id: string | null
  /** Sorted member ids of a direct conversation: two people who open one at once get one. */
  direct_key: string | null
  created_by: string | null
  created_at: Time
  archived_at: Time | null
  /** The oldest message kept; below 1 for imported history. */
  first_seq: number
  source: string | null
  source_id: string | null
  rev: number
}

/** One membership, two positions: `rev` in the channel's clock, `urev` in the member's own. */
export interface MembersTable {
  channel_id: string
  user_id: string
  role: 'owner' | 'member'
  joined: Flag
  from_seq: number
  at_seq: number
  at: Time
  level: 'all' | 'mentions' | 'nothing'
  muted: Flag
  favourite: Flag
  section: string
  rev: number
  urev: number
}

/** How far somebody has read. A row of the reader's scope, never of the channel's. */
export interface ReadsTable {
  user_id: string
  channel_id: string
  read_seq: number
  urev: number
  /** The `urev` of the last "mark unread": raises decided before it do nothing. */
  set_back_urev: number
}

/** What a person chose of how they are told of things; what is missing in it is as it is for everybody. */
export interface PreferencesTable {
  user_id: string
  /** JSON. */
  settings: string
  urev: number
}

export interface MessagesTable {
  /** Insertion number, for the search index only; it never leaves the store. */
  n: Generated<number>
  id: string
  channel_id: string
  seq: number
  rev: number
  author_id: string
  kind: 'text' | 'note'
  content: string
  version: number
  reply_to: string | null
  ref_id: string | null
  files: string | null
  meta: string | null
  /** JSON of the targets of its mentions; null where it has none. */
  mentions: string | null
  source: string | null
  source_id: string | null
  created_at: Time
  edited_at: Time | null
  deleted_at: Time | null
  /** Hash of what was first sent: a repeat is compared with it. */
  sent_hash: string
}

/** One target of one message: a person, a group, `channel` or `here`. Whom it reaches is asked when somebody reads. */
export interface MentionsTable {
  message_id: string
  target: string
  channel_id: string
  seq: number
  author_id: string
  at: Time
}

export interface GroupsTable {
  id: string
  handle: string
  /** Look-alikes folded together; unique, as that of people is. Of a deleted group it is made of its id. */
  handle_key: string
  name: string
  created_by: string
  created_at: Time
  deleted_at: Time | null
  rev: number
}

export interface GroupMembersTable {
  group_id: string
  user_id: string
}

export interface MessageEditsTable {
  message_id: string
  /** The version that these words were. */
  version: number
  content: string
  edited_by: string
  edited_at: Time
}

export interface SessionsTable {
  id: string
  user_id: string
  /** SHA-256 of the token; the token itself is never stored. */
  token_hash: string
  device: string
  address: string
  created_at: Time
  last_used_at: Time
  expires_at: Time
  revoked_at: Time | null
}

export interface InvitesTable {
  id: string
  code_hash: string
  created_by: string
  created_at: Time
  expires_at: Time
  max_uses: number
  uses: number
  revoked_at: Time | null
}

/** One row where the database must not be served, else none. */
export interface FenceTable {
  /** Names the move, the same at both of its ends. */
  move: string
  /** The way out: `moving` until the other end is whole, then `moved`. The way in: `filling`. */
  why: 'moving' | 'moved' | 'filling'
  /** The other end, as far as it may be shown. */
  place: string
  at: Time
}

export interface Tables {
  workspace: WorkspaceTable
  scopes: ScopesTable
  users: UsersTable
  channels: ChannelsTable
  members: MembersTable
  reads: ReadsTable
  preferences: PreferencesTable
  messages: MessagesTable
  mentions: MentionsTable
  groups: GroupsTable
  group_members: GroupMembersTable
  message_edits: MessageEditsTable
  sessions: SessionsTable
  invites: InvitesTable
  fence: FenceTable
}
