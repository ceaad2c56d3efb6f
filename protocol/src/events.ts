import { z } from 'zod'
import { customEmojiSchema } from './custom.ts'
import { clockSchema, idSchema, seqSchema, timeSchema } from './fields.ts'
import { laterSchema } from './later.ts'
import { groupSchema, preferencesSchema } from './notify.ts'
import { channelSchema, memberSchema, membershipSchema, messageSchema, reactionSchema, readSchema, userSchema, workspaceSchema } from './rows.ts'

const inChannel = { channelId: idSchema, rev: clockSchema }

/** A change that is on the disk: one whole row, and the clock its scope reached with it. */
export const durableEventSchema = z
  .discriminatedUnion('type', [
    // of the channel's scope
    z.object({ type: z.literal('message.changed'), ...inChannel, message: messageSchema }),
    z.object({ type: z.literal('channel.changed'), ...inChannel, channel: channelSchema }),
    z.object({ type: z.literal('member.changed'), ...inChannel, member: memberSchema }),
    z.object({ type: z.literal('reaction.changed'), ...inChannel, reaction: reactionSchema }),
    // of the reader's own scope
    z.object({ type: z.literal('membership.changed'), rev: clockSchema, membership: membershipSchema }),
    z.object({ type: z.literal('read.changed'), rev: clockSchema, read: readSchema }),
    z.object({ type: z.literal('preferences.changed'), rev: clockSchema, preferences: preferencesSchema }),
    z.object({ type: z.literal('later.changed'), rev: clockSchema, later: laterSchema }),
    // of the workspace's scope
    z.object({ type: z.literal('user.changed'), rev: clockSchema, user: userSchema }),
    z.object({ type: z.literal('group.changed'), rev: clockSchema, group: groupSchema }),
    z.object({ type: z.literal('emoji.changed'), rev: clockSchema, emoji: customEmojiSchema }),
    z.object({ type: z.literal('workspace.changed'), rev: clockSchema, workspace: workspaceSchema }),
  ])
  .meta({ id: 'DurableEvent' })
export type DurableEvent = z.infer<typeof durableEventSchema>

/** A moment that is never stored and may be lost. It carries no clock. */
export const signalSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('typing'), channelId: idSchema, userId: idSchema }),
  /** Somebody has read up to there: of channels with at most `seenPeople` people, to who tells the same of themselves. */
  z.object({ type: z.literal('seen'), channelId: idSchema, userId: idSchema, seq: seqSchema }),
  z.object({ type: z.literal('presence'), users: z.array(z.object({ userId: idSchema, state: z.enum(['online', 'away', 'offline']) })) }),
])
export type Signal = z.infer<typeof signalSchema>
export type PresenceState = 'online' | 'away' | 'offline'

/** Where a client stands: a clock for each scope. */
const clocks = z.record(idSchema, clockSchema)

/** What the server says about the connection itself. */
export const controlSchema = z.discriminatedUnion('type', [
  /** First, to everybody. */
  z.object({
    type: z.literal('hello'),
    protocol: z.int(),
    epoch: z.string(),
    now: timeSchema,
    heartbeatMs: z.int(),
    limits: z.record(z.string(), z.int()),
    auth: z.enum(['required', 'ok']),
  }),
  /** The end of a catch-up: the clocks now reached, and the channels that have more (`channel.sync` asks on). */
  z.object({ type: z.literal('synced'), clocks, me: clockSchema.optional(), workspace: clockSchema.optional(), more: z.array(idSchema) }),
  /** Drop what you hold of this scope and read it afresh. */
  z.object({ type: z.literal('resync'), scope: z.enum(['all', 'me', 'workspace', 'channel']), channelId: idSchema.optional() }),
  /** Events were dropped because this connection reads too slowly. Resume; unanswered requests are unknown. */
  z.object({ type: z.literal('lagged') }),
  /** These channels may no longer be read: delete what is cached of them. */
  z.object({ type: z.literal('gone'), channelIds: z.array(idSchema) }),
  /** The server goes; come back after this long. */
  z.object({ type: z.literal('goodbye'), retryMs: z.int() }),
])
export type Control = z.infer<typeof controlSchema>

/** Everything a server may say unasked. Clients ignore types they do not know. */
export const serverEventSchema = z.union([durableEventSchema, signalSchema, controlSchema])
export type ServerEvent = z.infer<typeof serverEventSchema>
