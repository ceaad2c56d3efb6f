import { z } from 'zod'
import { levelSchema, newPollSchema } from './answers.ts'
import { customCommands } from './custom.ts'
import { durableEventSchema } from './events.ts'
import {
  channelNameSchema,
  clockSchema,
  contentSchema,
  emojiSchema,
  handleSchema,
  idSchema,
  nameSchema,
  pageLimitSchema,
  seqSchema,
  textSchema,
  timeSchema,
  tokenSchema,
  topicSchema,
} from './fields.ts'
import { laterCommands } from './later.ts'
import { LIMITS } from './limits.ts'
import { notifyCommands } from './notify.ts'
import {
  channelSchema,
  editSchema,
  headSchema,
  inviteSchema,
  memberSchema,
  membershipSchema,
  messageSchema,
  reactionSchema,
  readSchema,
  sessionSchema,
  statusSchema,
  tallySchema,
  userSchema,
  workspaceSchema,
} from './rows.ts'

const channelId = idSchema
const none = z.object({})
const cursor = z.string().max(200).optional()

/** Where a client stands. Each is a resume position; a scope left out is not resumed. */
export const positionSchema = z.object({
  /** Names the history the clocks belong to; another one means: start over. */
  epoch: z.string().max(64).optional(),
  clocks: z
    .record(idSchema, clockSchema)
    .refine((clocks) => Object.keys(clocks).length <= LIMITS.resumeScopes, { error: 'Too many scopes' })
    .optional(),
  me: clockSchema.optional(),
  workspace: clockSchema.optional(),
})
export type Position = z.infer<typeof positionSchema>

/** The start of everything: who I am and my 100 most recent conversations. */
export const welcomeSchema = z
  .object({
    user: userSchema,
    session: idSchema,
    epoch: z.string(),
    channels: z.array(headSchema),
    /** True when there are more conversations than `channels` holds: `channel.list` pages on. */
    more: z.boolean(),
    /** The person's own clock, at which `channels` was read; */
    me: clockSchema,
    /** and the workspace's row and clock. */
    workspace: workspaceSchema.extend({ clock: clockSchema }),
    /** Channels named in `clocks` that may no longer be read. */
    gone: z.array(idSchema),
  })
  .meta({ id: 'Welcome' })
export type Welcome = z.infer<typeof welcomeSchema>

/** A page of messages, oldest first, and the clock it was read at. */
export const messagePageSchema = z
  .object({
    messages: z.array(messageSchema),
    /** The emoji on these messages, in the order they came; left out by older servers. */
    reactions: z.array(tallySchema).optional(),
    /** Of these what is the reader's own and not told by the names above. */
    mine: z.array(z.object({ messageId: idSchema, emoji: z.string() })).optional(),
    channelId,
    clock: clockSchema,
    lastSeq: seqSchema,
    firstSeq: seqSchema,
    epoch: z.string(),
  })
  .meta({ id: 'MessagePage' })
export type MessagePage = z.infer<typeof messagePageSchema>

const message = messageSchema
const head = headSchema

/**
 * Everything a signed-in client may ask, over the socket by these names and over REST by the routes.
 * `channel.sync` is the resume of one scope; a write answers with the row as it is after the commit.
 */
export const commands = {
  'message.send': {
    input: z.object({
      channelId,
      content: contentSchema,
      id: idSchema.optional(),
      replyTo: idSchema.optional(),
      /** Of a reply in a thread: say it in the thread's channel as well, once however often it is sent. */
      alsoToChannel: z.boolean().optional(),
      meta: z
        .record(z.string(), z.unknown())
        .refine((meta) => JSON.stringify(meta).length <= LIMITS.metaBytes, { error: 'At most 4 KiB' })
        .optional(),
      poll: newPollSchema.optional(),
      priority: levelSchema.optional(),
    }),
    output: message,
  },
  'message.edit': { input: z.object({ messageId: idSchema, content: contentSchema, version: z.int().optional() }), output: message },
  'message.delete': { input: z.object({ messageId: idSchema }), output: message },
  'message.get': { input: z.object({ messageId: idSchema }), output: message },
  /** Says a message's words again in another channel, as they are now, and names it in `refId`. Only what one may read can be forwarded. */
  'message.forward': { input: z.object({ messageId: idSchema, channelId, id: idSchema.optional() }), output: message },
  /** What it said before each edit, the latest first, at most `editsTold`. Who may ask is a setting of the workspace; its author always may. */
  'message.edits': { input: z.object({ messageId: idSchema }), output: z.object({ edits: z.array(editSchema) }) },
  /** Pins a message to its channel for everybody there, or takes it down. */
  'message.pin': { input: z.object({ messageId: idSchema, on: z.boolean() }), output: message },
  /** What is pinned in a channel, the latest first. */
  'message.pins': { input: z.object({ channelId }), output: z.object({ messages: z.array(message) }) },
  /** Puts an emoji on a message, or takes one's own back. What is so already changes nothing. */
  'reaction.set': { input: z.object({ messageId: idSchema, emoji: emojiSchema, on: z.boolean() }), output: reactionSchema },
  /** Who put it there, the first before the others. */
  'reaction.list': {
    input: z.object({ messageId: idSchema, emoji: emojiSchema, cursor }),
    output: z.object({ reactions: z.array(reactionSchema), cursor: z.string().nullable() }),
  },
  /** Who has read up to this message, its author left out: how many, at most `seenCounted` (`more`: at least so many), and some of them. */
  'message.seen': {
    input: z.object({ messageId: idSchema }),
    output: z.object({ count: z.int(), more: z.boolean(), userIds: z.array(idSchema).max(LIMITS.seenNamed) }),
  },
  /** Says which options I choose, all of them; none takes my vote back. */
  'poll.vote': { input: z.object({ messageId: idSchema, choices: z.array(z.int().min(0)).max(LIMITS.pollOptions) }), output: message },
  /** Ends it, for who asked and for administrators. */
  'poll.close': { input: z.object({ messageId: idSchema }), output: message },
  /** Who chose what. Refused where the poll is anonymous. */
  'poll.votes': {
    input: z.object({ messageId: idSchema, cursor }),
    output: z.object({ votes: z.array(z.object({ userId: idSchema, choices: z.array(z.int()) })), cursor: z.string().nullable() }),
  },
  /** Says that I noticed a pressing message; saying it again changes nothing. */
  'message.acknowledge': { input: z.object({ messageId: idSchema }), output: message },
  'message.acknowledged': {
    input: z.object({ messageId: idSchema, cursor }),
    output: z.object({ people: z.array(z.object({ userId: idSchema, at: timeSchema })), cursor: z.string().nullable() }),
  },
  /** What I answered to a message: no row tells that, since no row depends on who reads it. */
  'message.answer': { input: z.object({ messageId: idSchema }), output: z.object({ choices: z.array(z.int()), acknowledgedAt: timeSchema.nullable() }) },
  'message.page': {
    input: z
      .object({
        channelId,
        before: seqSchema.optional(),
        after: seqSchema.optional(),
        around: seqSchema.optional(),
        since: timeSchema.optional(),
        limit: pageLimitSchema.optional(),
      })
      .refine(({ before, after, around, since }) => [before, after, around, since].filter((at) => at !== undefined).length <= 1, {
        error: 'One of before, after, around and since',
      }),
    output: messagePageSchema,
  },

  'channel.list': { input: z.object({ cursor }), output: z.object({ channels: z.array(head), cursor: z.string().nullable() }) },
  'channel.browse': {
    input: z.object({ q: textSchema(LIMITS.searchChars).optional(), cursor }),
    output: z.object({ channels: z.array(channelSchema.extend({ joined: z.boolean(), members: z.int() })), cursor: z.string().nullable() }),
  },
  'channel.get': { input: z.object({ channelId }), output: head },
  'channel.create': {
    input: z.object({ id: idSchema.optional(), kind: z.enum(['public', 'private']), name: channelNameSchema, topic: topicSchema.optional() }),
    output: head,
  },
  /** Opens the one conversation with exactly these people and oneself. */
  'channel.direct': { input: z.object({ userIds: z.array(idSchema).max(LIMITS.directPeople - 1) }), output: head },
  'channel.update': {
    input: z.object({
      channelId,
      name: channelNameSchema.optional(),
      topic: topicSchema.optional(),
      kind: z.enum(['public', 'private']).optional(),
      archived: z.boolean().optional(),
      /** The pause of each writer; 0: none. */
      slowMs: z.int().min(0).max(LIMITS.slowMs).optional(),
      posting: z.enum(['everyone', 'admins']).optional(),
    }),
    output: channelSchema,
  },
  'channel.join': { input: z.object({ channelId }), output: head },
  'channel.leave': { input: z.object({ channelId }), output: none },
  'channel.follow': { input: z.object({ channelId }), output: head },
  'channel.unfollow': { input: z.object({ channelId }), output: none },
  /** The changes of one channel above `clock`, in rev order; `more` means: ask again from the `clock` answered. */
  'channel.sync': {
    input: z.object({ channelId, clock: clockSchema }),
    output: z.object({ events: z.array(durableEventSchema), clock: clockSchema, more: z.boolean() }),
  },
  /** Raises the read mark; never lowers it, and does nothing if it was set back after `urev`. */
  'channel.read': { input: z.object({ channelId, seq: seqSchema, urev: clockSchema.optional() }), output: readSchema },
  /** "Mark unread from here": sets the read mark below `seq`. */
  'channel.unread': { input: z.object({ channelId, seq: seqSchema }), output: readSchema },
  /** Everything I am in and follow, up to what is there now: one write. */
  'read.all': { input: none, output: z.object({ reads: z.array(readSchema) }) },

  /** The one thread of a message, made by the first who asks. */
  'thread.open': { input: z.object({ messageId: idSchema, id: idSchema.optional() }), output: head },
  /** Opens the thread of a message and says something in it. */
  'thread.reply': {
    input: z.object({ messageId: idSchema, content: contentSchema, id: idSchema.optional(), alsoToChannel: z.boolean().optional() }),
    output: message,
  },
  'thread.update': {
    input: z.object({ channelId, title: z.union([z.literal(''), topicSchema]).optional(), resolved: z.boolean().optional() }),
    output: channelSchema,
  },
  /** Moves messages of one place into another, a channel or a thread; each leaves a tombstone, and its thread goes with it. */
  'message.move': {
    input: z.object({ messageIds: z.array(idSchema).min(1).max(LIMITS.pageRows), channelId }),
    output: z.object({ messages: z.array(message) }),
  },
  /** Where a message is now, for who may read it there. */
  'message.target': { input: z.object({ messageId: idSchema }), output: message },
  /** Makes a thread a channel of its own, in which its followers are. */
  'thread.promote': { input: z.object({ channelId, name: channelNameSchema, kind: z.enum(['public', 'private']) }), output: head },
  /** The threads I follow, the latest reply first; `channel.join` and `channel.leave` follow and unfollow. */
  'thread.list': {
    input: z.object({ cursor, unread: z.boolean().optional() }),
    output: z.object({ threads: z.array(z.object({ head, message })), cursor: z.string().nullable() }),
  },
  /** How far each of its people has read. Empty where they are more than `seenPeople`, and for who does not tell of their own (`seenBy`). */
  'channel.seen': { input: z.object({ channelId }), output: z.object({ marks: z.array(z.object({ userId: idSchema, seq: seqSchema })) }) },
  'membership.update': {
    input: z.object({
      channelId,
      level: z.enum(['all', 'mentions', 'nothing']).optional(),
      muted: z.boolean().optional(),
      favourite: z.boolean().optional(),
      section: z.string().max(LIMITS.nameChars).optional(),
    }),
    output: membershipSchema,
  },

  'member.list': { input: z.object({ channelId, cursor }), output: z.object({ members: z.array(memberSchema), cursor: z.string().nullable() }) },
  'member.add': {
    input: z.object({ channelId, userIds: z.array(idSchema).min(1).max(LIMITS.membersPerRequest) }),
    output: z.object({ members: z.array(memberSchema) }),
  },
  'member.remove': { input: z.object({ channelId, userId: idSchema }), output: memberSchema },

  'user.list': {
    input: z.object({ q: textSchema(LIMITS.searchChars).optional(), cursor }),
    output: z.object({ users: z.array(userSchema), cursor: z.string().nullable() }),
  },
  'user.get': { input: z.object({ userIds: z.array(idSchema).min(1).max(LIMITS.watchedUsers) }), output: z.object({ users: z.array(userSchema) }) },
  'user.update': {
    input: z.object({ userId: idSchema, role: z.enum(['owner', 'admin', 'member', 'guest']).optional(), deactivated: z.boolean().optional() }),
    output: userSchema,
  },
  'profile.update': {
    input: z.object({
      name: nameSchema.optional(),
      handle: handleSchema.optional(),
      /** An emoji or words are needed; null takes it away. */
      status: statusSchema
        .refine(({ emoji, text }) => emoji !== '' || text !== '', { error: 'A status needs an emoji or words' })
        .nullable()
        .optional(),
    }),
    output: userSchema,
  },

  search: {
    input: z.object({ q: textSchema(LIMITS.searchChars), channelId: idSchema.optional(), cursor, limit: pageLimitSchema.optional() }),
    output: z.object({ messages: z.array(message), cursor: z.string().nullable() }),
  },

  'session.list': { input: none, output: z.object({ sessions: z.array(sessionSchema) }) },
  'session.revoke': { input: z.object({ sessionId: idSchema }), output: none },
  /** Ends every session of mine but this one. */
  'session.revokeOthers': { input: none, output: z.object({ revoked: z.int() }) },
  'password.change': { input: z.object({ current: z.string().max(1024), password: z.string().max(1024) }), output: none },

  ...notifyCommands,
  ...laterCommands,
  ...customCommands,

  'workspace.update': {
    input: z.object({
      name: nameSchema.optional(),
      edits: z.enum(['all', 'admins']).optional(),
      registration: z.enum(['open', 'invite', 'closed']).optional(),
      wideMentions: z.enum(['everyone', 'admins']).optional(),
      emoji: z.enum(['everyone', 'admins']).optional(),
    }),
    output: workspaceSchema,
  },
  'invite.create': { input: z.object({ days: z.int().min(1).max(365).optional(), maxUses: z.int().min(1).max(10_000).optional() }), output: inviteSchema },
  'invite.list': { input: none, output: z.object({ invites: z.array(inviteSchema) }) },
  'invite.revoke': { input: z.object({ inviteId: idSchema }), output: none },

  /** Tells the readers of a channel that I am writing; shown for six seconds. */
  typing: { input: z.object({ channelId }), output: none },
  /** Replaces the set of people whose presence this connection is told. */
  'presence.watch': { input: z.object({ userIds: z.array(idSchema).max(LIMITS.watchedUsers) }), output: none },
  /** What this device says of itself; a person is online while any device is. */
  'presence.set': { input: z.object({ state: z.enum(['online', 'away']) }), output: none },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>

export type Commands = typeof commands
export type CommandName = keyof Commands
/** What a caller writes, before defaults and lower-casing. */
export type CommandInput<N extends CommandName> = z.input<Commands[N]['input']>
/** What a service receives. */
export type Command<N extends CommandName> = z.output<Commands[N]['input']>
export type Answer<N extends CommandName> = z.output<Commands[N]['output']>

/** The two requests a visitor may make on a socket. */
export const authSchema = positionSchema.extend({ token: tokenSchema.optional() })
export type Auth = z.infer<typeof authSchema>
/** `sum` is of the clocks of all that this connection follows: another sum than one's own means a silent loss. */
export const pongSchema = z.object({ now: z.int(), sum: z.int() })
