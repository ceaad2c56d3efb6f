import { z } from 'zod'
import { clockSchema, handleSchema, idSchema, lineSchema, nameSchema, pageLimitSchema, timeSchema } from './fields.ts'
import { LIMITS } from './limits.ts'
import { quietSchema, timeZoneSchema } from './quiet.ts'
import { headSchema, messageSchema } from './rows.ts'

const settings = {
  /** Words that concern this person, wherever somebody writes them. */
  keywords: z.array(lineSchema(LIMITS.keywordChars).pipe(z.string().min(1))).max(LIMITS.keywords),
  /** The most that tells them of something: a conversation may be quieter, never louder. */
  notify: z.enum(['all', 'mentions', 'nothing']),
  timeZone: timeZoneSchema,
  /** Do not disturb. */
  quiet: quietSchema,
  sound: z.boolean(),
  /** To other devices: while none is looked at, always, or never. */
  push: z.enum(['away', 'always', 'never']),
  /** Whether a push may hold the words of the message. */
  pushWords: z.boolean(),
  /** What stayed unread goes by mail, */
  mail: z.boolean(),
  /** after this many minutes. */
  mailAfter: z.int().min(5).max(1_440),
  /** Whether others may see how far this person has read, and they see it of others. */
  seenBy: z.boolean(),
  /** Of the emoji that have one: 0 is none, 1 the lightest, 5 the darkest. */
  skinTone: z.int().min(0).max(5),
}

/** How a person wants to be told of things. A row of their own scope; before the first change it has `rev` 0. */
export const preferencesSchema = z.object({ ...settings, rev: clockSchema }).meta({ id: 'Preferences' })
export type Preferences = z.infer<typeof preferencesSchema>

/** People who are addressed together, as `@handle`. A row of the workspace's scope. */
export const groupSchema = z
  .object({
    id: idSchema,
    /** Unique among groups and people. */
    handle: z.string(),
    name: z.string(),
    members: z.array(idSchema),
    createdBy: idSchema,
    deleted: z.boolean(),
    rev: clockSchema,
  })
  .meta({ id: 'Group' })
export type Group = z.infer<typeof groupSchema>

/** Something that went out to a person who was not looking. */
export const deliverySchema = z
  .object({
    way: z.enum(['push', 'mail']),
    state: z.enum(['sending', 'sent', 'failed']),
    channelId: idSchema.nullable(),
    messageId: idSchema.nullable(),
    /** Where it told of a reminder. */
    reminderId: idSchema.optional(),
    /** Where it went, as far as it may be shown; or why it failed. */
    note: z.string(),
    at: timeSchema,
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof deliverySchema>

const members = z.array(idSchema).max(LIMITS.groupMembers)
const cursor = z.string().max(200)

const decisionSchema = z.object({
  notify: z.boolean(),
  alert: z.boolean(),
  push: z.boolean(),
  mail: z.boolean(),
  why: z.array(z.string()),
  deliveries: z.array(deliverySchema),
})

export const notifyCommands = {
  'group.list': { input: z.object({}), output: z.object({ groups: z.array(groupSchema) }) },
  'group.create': { input: z.object({ id: idSchema.optional(), handle: handleSchema, name: nameSchema, members }), output: groupSchema },
  /** Sets what is named and leaves the rest; `deleted` ends it. */
  'group.update': {
    input: z.object({
      groupId: idSchema,
      handle: handleSchema.optional(),
      name: nameSchema.optional(),
      members: members.optional(),
      deleted: z.literal(true).optional(),
    }),
    output: groupSchema,
  },
  /** Messages of my conversations and of their threads that mention me, a group of mine or everybody, the newest first; `unread`: only those above my marks. */
  'mention.list': {
    input: z.object({ cursor: cursor.optional(), limit: pageLimitSchema.optional(), unread: z.boolean().optional() }),
    output: z.object({
      messages: z.array(messageSchema),
      /** The threads that some of these stand in, as their reader has them; left out by older servers. */
      threads: z.array(headSchema).optional(),
      cursor: cursor.nullable(),
    }),
  },
  /** How many people `@channel` would address there, and whether I may. */
  'mention.audience': { input: z.object({ channelId: idSchema }), output: z.object({ people: z.int(), allowed: z.boolean() }) },
  /** The server's public key for pushes, and whether what stays unread can go by mail. */
  'notification.ways': { input: z.object({}), output: z.object({ pushKey: z.string(), mail: z.boolean() }) },
  /** This session's device takes pushes. */
  'push.subscribe': {
    input: z.object({ endpoint: z.url({ protocol: /^https?$/ }).max(2_000), p256dh: z.string().max(200), auth: z.string().max(100) }),
    output: z.object({}),
  },
  'push.unsubscribe': { input: z.object({ endpoint: z.string().max(2_000) }), output: z.object({}) },
  /** Why I was told of a message, or was not, as things stand now; and what went out. */
  'notification.why': { input: z.object({ messageId: idSchema }), output: decisionSchema },
  /** The same of a reminder of mine. */
  'reminder.why': { input: z.object({ reminderId: idSchema }), output: decisionSchema },
  /** What went out to me, the newest first. */
  'notification.log': { input: z.object({}), output: z.object({ deliveries: z.array(deliverySchema) }) },
  /** Sends a push to my devices and a mail to my address, now. */
  'notification.test': { input: z.object({}), output: z.object({ deliveries: z.array(deliverySchema) }) },
  'preferences.get': { input: z.object({}), output: preferencesSchema },
  /** Sets what is named and leaves the rest. */
  'preferences.update': { input: z.object(settings).partial(), output: preferencesSchema },
} as const
