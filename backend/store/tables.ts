import type { Generated } from 'kysely'
import type { EmojiTable } from './emoji-table.ts'

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
  /** Who may see what messages said before. */
  edits: Generated<'all' | 'admins'>
  /** Who may add emoji. */
  emoji: Generated<'everyone' | 'admins'>
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
  /** JSON of the status; it may have ended. */
  status: string | null
  /** JSON of when they are not to be disturbed, as their preferences say it. */
  quiet: string | null
}

export interface ChannelsTable {
  id: string
  kind: 'public' | 'private' | 'direct' | 'thread'
  name: string
  /** The canonical name; unique among public channels only. */
  name_key: string
  topic: string
  /** Of a thread: the message it hangs on, and where that stands. */
  parent_message_id: string | null
  parent_channel_id: string | null
  parent_seq: number | null
  resolved_at: Time | null
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
  /** How long each writer waits between two messages; 0: not at all. */
  slow_ms: Generated<number>
  posting: Generated<'everyone' | 'admins'>
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
  /** Follows a thread: no conversation of the sidebar. */
  thread: Flag
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
  /** When they last wrote there; kept where writers must wait, and else null. */
  sent_at: Time | null
}

/** What a person chose of how they are told of things; what is missing in it is as it is for everybody. */
export interface PreferencesTable {
  user_id: string
  /** JSON. */
  settings: string
  /** Whether messages may concern them that name nobody: they want all, or have keywords. */
  wide: Flag
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
  /** What hangs on it, as its readers are told: JSON. */
  thread: string | null
  /** Where it went, for those who may read it there. */
  moved_to: string | null
  source: string | null
  source_id: string | null
  created_at: Time
  edited_at: Time | null
  deleted_at: Time | null
  pinned_at: Time | null
  pinned_by: string | null
  /** Hash of what was first sent: a repeat is compared with it. */
  sent_hash: string
  /** JSON of the poll that it is, with its count. */
  poll: string | null
  /** JSON of how pressing it is, and of how many took note. */
  priority: string | null
}

/** What somebody voted. Never told with a name where the poll is anonymous; withdrawn, the row stays with no choice. */
export interface VotesTable {
  message_id: string
  user_id: string
  /** JSON of the numbers of the options. */
  choices: string
  at: Time
}

/** Somebody took note of a message that asked for it. */
export interface AcknowledgementsTable {
  message_id: string
  user_id: string
  at: Time
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

/** What the server alone knows: its keys. */
export interface SecretsTable {
  name: string
  value: string
}

/** A device that takes pushes, as long as the session lives that named it. */
export interface PushSubscriptionsTable {
  /** Made of the endpoint. */
  id: string
  user_id: string
  session_id: string
  endpoint: string
  p256dh: string
  auth: string
  created_at: Time
}

/** What went out to whom; of mails a row for each message in them, `sending` until the other server has it. */
export interface DeliveriesTable {
  id: string
  user_id: string
  way: 'push' | 'mail'
  state: 'sending' | 'sent' | 'failed'
  /** What went out together. */
  batch: string
  channel_id: string | null
  message_id: string | null
  seq: number | null
  note: string
  at: Time
}

/** Up to which message a channel has been told to who was not looking. */
export interface NoticeMarksTable {
  channel_id: string
  seq: number
}

export interface MessageEditsTable {
  message_id: string
  /** The version that these words were. */
  version: number
  content: string
  edited_by: string
  edited_at: Time
}

/** One person's emoji on one message; taken back it stays as a state. */
export interface ReactionsTable {
  message_id: string
  user_id: string
  emoji: string
  /** Where the message stands; neither ever changes. */
  channel_id: string
  seq: number
  is_on: Flag
  /** How many people had this emoji on the message with this change: the newest row of an emoji counts. */
  count: number
  rev: number
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

/** Something to be done at or after a time, at least once. Done it is forgotten. */
export interface JobsTable {
  id: string
  kind: string
  /** When somebody should look at it: its time, or, while somebody does it, the end of their lease. Null: it was given up. */
  due_at: Time | null
  /** Names who does it. */
  lease: string | null
  attempts: number
  payload: string
  last_error: string | null
  created_at: Time
}

/** A message that is sent later. A row of its author's scope. */
export interface SchedulesTable {
  id: string
  user_id: string
  channel_id: string
  content: string
  reply_to: string | null
  at: Time
  state: 'waiting' | 'sent' | 'refused' | 'deleted'
  message_id: string | null
  /** Why it was refused, in words. */
  reason: string | null
  created_at: Time
  urev: number
}

/** What somebody wants to be reminded of: a message, words, or both. A row of their own scope. */
export interface RemindersTable {
  id: string
  user_id: string
  channel_id: string | null
  message_id: string | null
  content: string
  at: Time
  state: 'waiting' | 'fired' | 'done' | 'deleted'
  fired_at: Time | null
  created_at: Time
  urev: number
}

/** A message that somebody keeps in sight. A row of their own scope. */
export interface SavedTable {
  user_id: string
  message_id: string
  channel_id: string
  state: 'todo' | 'done' | 'none'
  saved_at: Time
  urev: number
}

/** What somebody has begun to write in a channel; empty words are none. A row of their own scope. */
export interface DraftsTable {
  user_id: string
  channel_id: string
  content: string
  reply_to: string | null
  edited_at: Time
  urev: number
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
  emoji: EmojiTable
  secrets: SecretsTable
  push_subscriptions: PushSubscriptionsTable
  deliveries: DeliveriesTable
  notice_marks: NoticeMarksTable
  message_edits: MessageEditsTable
  reactions: ReactionsTable
  votes: VotesTable
  acknowledgements: AcknowledgementsTable
  sessions: SessionsTable
  invites: InvitesTable
  jobs: JobsTable
  schedules: SchedulesTable
  reminders: RemindersTable
  saved: SavedTable
  drafts: DraftsTable
  fence: FenceTable
}
