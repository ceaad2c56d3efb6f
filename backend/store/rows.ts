import type {
  Channel,
  Member,
  Membership,
  Message,
  OthersQuiet,
  PersonStatus,
  Poll,
  Priority,
  Reaction,
  Read,
  ThreadSummary,
  User,
  Workspace,
} from '@parley/protocol'
import type { Selectable } from 'kysely'
import type { ChannelsTable, MembersTable, MessagesTable, ReactionsTable, ReadsTable, UsersTable, WorkspaceTable } from './tables.ts'

/** The one door from row to wire: nothing else of the store leaves it. */

export type MessageRow = Selectable<MessagesTable>

/** A deleted message keeps its place and loses its words. */
export function toMessage(row: Omit<MessageRow, 'n'>): Message {
  const deleted = row.deleted_at !== null
  return {
    id: row.id,
    channelId: row.channel_id,
    seq: row.seq,
    rev: row.rev,
    authorId: row.author_id,
    kind: row.kind,
    content: deleted ? '' : row.content,
    version: row.version,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    deleted,
    replyTo: row.reply_to,
    refId: row.ref_id,
    files: deleted || row.files === null ? [] : (JSON.parse(row.files) as string[]),
    ...(row.mentions !== null && !deleted && { mentions: JSON.parse(row.mentions) as string[] }),
    meta: deleted || row.meta === null ? null : (JSON.parse(row.meta) as Record<string, unknown>),
    ...(row.thread !== null && { thread: JSON.parse(row.thread) as ThreadSummary }),
    ...(row.moved_to !== null && { moved: true }),
    ...(row.pinned_at !== null && row.pinned_by !== null && { pinned: { userId: row.pinned_by, at: row.pinned_at } }),
    ...(row.poll !== null && { poll: JSON.parse(row.poll) as Poll }),
    ...(row.priority !== null && { priority: JSON.parse(row.priority) as Priority }),
  }
}

/** Whether a row says so already: then it does not change, and no clock ticks. */
export const same = <Row extends object>(next: Partial<Row>, row: Row): boolean =>
  (Object.keys(next) as (keyof Row)[]).every((column) => next[column] === row[column])

export function toUser(row: Selectable<UsersTable>): User {
  return {
    id: row.id,
    handle: row.handle,
    name: row.name,
    kind: row.kind,
    role: row.role,
    deactivated: row.deactivated_at !== null,
    createdAt: row.created_at,
    ...(row.status !== null && { status: JSON.parse(row.status) as PersonStatus }),
    ...(row.quiet !== null && { quiet: JSON.parse(row.quiet) as OthersQuiet }),
    rev: row.rev,
  }
}

export function toWorkspace(row: Selectable<WorkspaceTable>): Workspace {
  return {
    id: row.id,
    name: row.name,
    registration: row.registration,
    defaultChannelId: row.default_channel_id,
    wideMentions: row.wide_mentions,
    edits: row.edits,
    emoji: row.emoji,
    rev: row.rev,
  }
}

/** What only a thread says of itself. */
function threadOf({ parent_channel_id, parent_message_id, parent_seq, resolved_at }: Selectable<ChannelsTable>): Pick<Channel, 'parent' | 'resolvedAt'> {
  if (parent_channel_id === null || parent_message_id === null) return {}
  return { parent: { channelId: parent_channel_id, messageId: parent_message_id, seq: parent_seq ?? 0 }, resolvedAt: resolved_at }
}

export function toChannel(row: Selectable<ChannelsTable>, scope: { clock: number; lastSeq: number }): Channel {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    topic: row.topic,
    createdBy: row.created_by,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
    ...(row.slow_ms > 0 && { slowMs: row.slow_ms }),
    ...(row.posting === 'admins' && { posting: row.posting }),
    clock: scope.clock,
    lastSeq: scope.lastSeq,
    firstSeq: row.first_seq,
    rev: row.rev,
    ...threadOf(row),
  }
}

export type MemberRow = Selectable<MembersTable>

export function toMember(row: MemberRow): Member {
  return { channelId: row.channel_id, userId: row.user_id, role: row.role, joined: row.joined === 1, atSeq: row.at_seq, at: row.at, rev: row.rev }
}

export function toMembership(row: MemberRow): Membership {
  return {
    channelId: row.channel_id,
    joined: row.joined === 1,
    role: row.role,
    fromSeq: row.from_seq,
    level: row.level,
    muted: row.muted === 1,
    favourite: row.favourite === 1,
    section: row.section,
    rev: row.urev,
    ...(row.thread === 1 && { thread: true }),
  }
}

export function toRead(row: Pick<Selectable<ReadsTable>, 'channel_id' | 'read_seq' | 'urev'>): Read {
  return { channelId: row.channel_id, readSeq: row.read_seq, rev: row.urev }
}

export function toReaction(row: ReactionsTable): Reaction {
  const { channel_id, message_id, emoji, user_id, is_on, count, rev } = row
  return { channelId: channel_id, messageId: message_id, emoji, userId: user_id, on: is_on === 1, count, rev }
}
