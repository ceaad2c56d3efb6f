import { z } from 'zod'
import { pollSchema, prioritySchema } from './answers.ts'
import { clockSchema, emojiSchema, idSchema, lineSchema, seqSchema, timeSchema } from './fields.ts'
import { LIMITS } from './limits.ts'
import { othersQuietSchema } from './quiet.ts'

/** What somebody says of themselves: an emoji, words, or both. */
export const statusSchema = z.object({
  emoji: z.literal('').or(emojiSchema),
  text: lineSchema(LIMITS.statusChars),
  /** Until when it is true; null: until it is taken away. Nothing is written when it ends: who shows it looks at the time. */
  until: timeSchema.nullable(),
})
export type PersonStatus = z.infer<typeof statusSchema>

/** A person or a bot, as everybody in the workspace may see them. A row of the workspace's scope. */
export const userSchema = z
  .object({
    id: idSchema,
    /** Unique, behind the @. */
    handle: z.string(),
    name: z.string(),
    kind: z.enum(['person', 'bot']),
    role: z.enum(['owner', 'admin', 'member', 'guest']),
    deactivated: z.boolean(),
    createdAt: timeSchema,
    /** Absent where nothing was said. It may have ended. */
    status: statusSchema.optional(),
    /** When they are not to be disturbed; absent where they said nothing of it. Whether that is now is a question to the clock (`isQuiet`). */
    quiet: othersQuietSchema.optional(),
    /** The workspace's clock when this row last changed. */
    rev: clockSchema,
  })
  .meta({ id: 'User' })
export type User = z.infer<typeof userSchema>

/** The workspace's own row, in its own scope. */
export const workspaceSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    registration: z.enum(['open', 'invite', 'closed']),
    /** The channel that everybody is in, and where who says nothing else begins. It may be renamed, and stays this one. */
    defaultChannelId: idSchema,
    /** Who may address everybody in a channel of many people; left out by older servers, where it is everyone. */
    wideMentions: z.enum(['everyone', 'admins']).optional(),
    /** Who may see what a message said before it was edited, besides its author: everybody who may read it, or administrators alone. */
    edits: z.enum(['all', 'admins']).optional(),
    /** Who may add emoji: every full account, or administrators alone. */
    emoji: z.enum(['everyone', 'admins']).optional(),
    rev: clockSchema,
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.infer<typeof workspaceSchema>

export const channelKindSchema = z.enum(['public', 'private', 'direct', 'thread'])
export type ChannelKind = z.infer<typeof channelKindSchema>

/** A conversation. Its clock counts every durable change in it; `seq` counts its messages. */
export const channelSchema = z
  .object({
    id: idSchema,
    kind: channelKindSchema,
    /** Empty for a direct conversation, which is named after its people. */
    name: z.string(),
    topic: z.string(),
    createdBy: idSchema.nullable(),
    createdAt: timeSchema,
    /** When it was archived; nobody can write since. */
    archivedAt: timeSchema.nullable(),
    /** How long each writer waits between two messages; absent where nobody does. Its owners and administrators never wait. */
    slowMs: z.int().optional(),
    /** Only its owners and administrators may write; absent where every member may. */
    posting: z.literal('admins').optional(),
    /** The channel's clock when this row was read, */
    clock: clockSchema,
    /** the number of its newest message, */
    lastSeq: seqSchema,
    /** the number of the oldest that is kept, */
    firstSeq: seqSchema,
    /** and the clock when the row itself last changed. */
    rev: clockSchema,
    /** Of a thread: the message it hangs on, and where that stands; the thread's `name` is its title, and may be empty. */
    parent: z.object({ channelId: idSchema, messageId: idSchema, seq: seqSchema }).optional(),
    /** When the thread was resolved; null while it is open. */
    resolvedAt: timeSchema.nullable().optional(),
  })
  .meta({ id: 'Channel' })
export type Channel = z.infer<typeof channelSchema>

/** One person in one channel, as all its readers see it. Leaving is a state, so the row stays. */
export const memberSchema = z
  .object({
    channelId: idSchema,
    userId: idSchema,
    role: z.enum(['owner', 'member']),
    joined: z.boolean(),
    /** The channel's newest message when they last joined or left: where "Ben joined" is drawn. */
    atSeq: seqSchema,
    at: timeSchema,
    /** The channel's clock when this row last changed. */
    rev: clockSchema,
  })
  .meta({ id: 'Member' })
export type Member = z.infer<typeof memberSchema>

/** The same membership as its owner sees it. A row of the person's own scope. */
export const membershipSchema = z
  .object({
    channelId: idSchema,
    joined: z.boolean(),
    role: z.enum(['owner', 'member']),
    /** The first message this person may read. */
    fromSeq: seqSchema,
    level: z.enum(['all', 'mentions', 'nothing']),
    muted: z.boolean(),
    favourite: z.boolean(),
    section: z.string(),
    /** The person's own clock when this row last changed. */
    rev: clockSchema,
    /** I follow a thread: it is no conversation of my sidebar, and its events come only while it is open (W20). */
    thread: z.boolean().optional(),
  })
  .meta({ id: 'Membership' })
export type Membership = z.infer<typeof membershipSchema>

/** How far a person has read a channel. A row of the person's own scope; unread is `lastSeq - readSeq`. */
export const readSchema = z.object({ channelId: idSchema, readSeq: seqSchema, rev: clockSchema }).meta({ id: 'Read' })
export type Read = z.infer<typeof readSchema>

/** What hangs on a message, told by the message's own row. */
export const threadSummarySchema = z
  .object({
    channelId: idSchema,
    /** How many replies there are; a deleted one keeps its number. */
    lastSeq: seqSchema,
    lastAt: timeSchema,
    /** The last who replied, at most five, the latest first. */
    faces: z.array(idSchema),
    title: z.string().optional(),
    resolvedAt: timeSchema.optional(),
  })
  .meta({ id: 'ThreadSummary' })
export type ThreadSummary = z.infer<typeof threadSummarySchema>

/** A message. Deleted ones keep their place and lose their words. */
export const messageSchema = z
  .object({
    /** Made by the sender before the first try, unique for ever: echo key, list key and retry key in one. */
    id: idSchema,
    channelId: idSchema,
    /** Its number in the channel, dense from 1: its order, page cursor, unread mark and permalink. */
    seq: seqSchema,
    /** The channel's clock when it last changed. */
    rev: clockSchema,
    authorId: idSchema,
    kind: z.enum(['text', 'note']),
    content: z.string(),
    /** 1 when sent, one more with every edit. */
    version: z.int(),
    createdAt: timeSchema,
    editedAt: timeSchema.nullable(),
    deleted: z.boolean(),
    /** The message this one answers, in the same channel. */
    replyTo: idSchema.nullable(),
    /** What it refers to elsewhere: a forwarded or moved message. */
    refId: idSchema.nullable(),
    /** Whom it mentions: ids of people and groups, `channel` for all in it, `here` for those who are there. Left out where it mentions nobody. */
    mentions: z.array(z.string()).optional(),
    files: z.array(z.string()),
    /** For integrations; at most 4 KiB of JSON. */
    meta: z.record(z.string(), z.unknown()).nullable(),
    /** The thread that hangs on it, once somebody replied. */
    thread: threadSummarySchema.optional(),
    /** It is a tombstone because it went elsewhere: `message.target` tells those who may read it there. */
    moved: z.boolean().optional(),
    /** Who pinned it to the channel, and when; absent where nobody did. */
    pinned: z.object({ userId: idSchema, at: timeSchema }).optional(),
    /** Absent where it is none. */
    poll: pollSchema.optional(),
    /** Absent where it is a message as any other. */
    priority: prioritySchema.optional(),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof messageSchema>

/** One person's emoji on one message. Taking it back is a state, so the row stays. A row of the channel's scope. */
export const reactionSchema = z
  .object({
    channelId: idSchema,
    messageId: idSchema,
    emoji: z.string(),
    userId: idSchema,
    on: z.boolean(),
    /** How many people have this emoji on the message with this change: the row with the highest rev tells it. */
    count: z.int(),
    rev: clockSchema,
  })
  .meta({ id: 'Reaction' })
export type Reaction = z.infer<typeof reactionSchema>

/** What a message said before. */
export const editSchema = z
  .object({
    /** The version that these words were. */
    version: z.int(),
    content: z.string(),
    /** Who replaced them, and when. */
    editedBy: idSchema,
    editedAt: timeSchema,
  })
  .meta({ id: 'Edit' })
export type Edit = z.infer<typeof editSchema>

/** One emoji of one message as a page tells it, true at the page's clock. */
export const tallySchema = z
  .object({
    messageId: idSchema,
    emoji: z.string(),
    count: z.int(),
    /** Who put it there, the first 20. */
    userIds: z.array(idSchema),
  })
  .meta({ id: 'Tally' })
export type Tally = z.infer<typeof tallySchema>

/** A conversation as the sidebar needs it, read at `channel.clock`. */
export const headSchema = z
  .object({
    channel: channelSchema,
    /** Absent for a public channel that is looked at without joining. */
    membership: membershipSchema.nullable(),
    readSeq: seqSchema,
    /** The unread messages that mention the reader, by number, at most the newest `mentionsTold`. Left out where there are none. */
    mentions: z.array(seqSchema).optional(),
    /** The newest message in at most 200 characters. */
    preview: z.object({ authorId: idSchema, text: z.string(), createdAt: timeSchema }).nullable(),
    /** The people of a direct conversation, oneself included; empty for channels. */
    people: z.array(idSchema),
  })
  .meta({ id: 'Head' })
export type Head = z.infer<typeof headSchema>

/** One sign-in of one's own. */
export const sessionSchema = z
  .object({
    id: idSchema,
    createdAt: timeSchema,
    lastUsedAt: timeSchema,
    expiresAt: timeSchema,
    /** What the device called itself, and the address it was last seen at. */
    device: z.string(),
    address: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })
export type Session = z.infer<typeof sessionSchema>

/** A way in for those who hold its link. */
export const inviteSchema = z
  .object({
    id: idSchema,
    createdBy: idSchema,
    createdAt: timeSchema,
    expiresAt: timeSchema,
    uses: z.int(),
    maxUses: z.int(),
    revoked: z.boolean(),
    /** The code itself, told once, when it is made. */
    code: z.string().optional(),
  })
  .meta({ id: 'Invite' })
export type Invite = z.infer<typeof inviteSchema>
