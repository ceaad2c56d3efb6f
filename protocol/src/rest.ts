import { z } from 'zod'
import { messagePageSchema, positionSchema, welcomeSchema } from './commands.ts'
import { durableEventSchema } from './events.ts'
import {
  channelNameSchema,
  clockSchema,
  contentSchema,
  emailSchema,
  handleSchema,
  idSchema,
  nameSchema,
  pageLimitSchema,
  seqSchema,
  timeSchema,
  topicSchema,
} from './fields.ts'
import { LIMITS } from './limits.ts'
import { messageSchema, userSchema } from './rows.ts'

/** `POST /api/register`. */
export const registerSchema = z
  .object({
    name: nameSchema,
    email: emailSchema,
    password: z.string().max(1024),
    /** Made from the name when left out. */
    handle: handleSchema.optional(),
    /** The code of an invite link, where registration is by invite; */
    invite: z.string().max(200).optional(),
    /** or the code that `start` prints, for the first account from another machine. */
    ownerCode: z.string().max(200).optional(),
  })
  .meta({ id: 'Register' })
export type Register = z.infer<typeof registerSchema>
export const registeredSchema = z.object({ success: z.string(), user: userSchema, token: z.string() })

/** `POST /api/login`: one of e-mail, handle and username, and the password. */
export const loginSchema = z
  .object({
    email: z.string().max(LIMITS.emailChars).optional(),
    handle: z.string().max(LIMITS.emailChars).optional(),
    username: z.string().max(LIMITS.emailChars).optional(),
    password: z.string().max(1024),
  })
  .refine((login) => login.email ?? login.handle ?? login.username, { error: 'Name an e-mail address or a handle' })
  .meta({ id: 'Login' })
export type Login = z.infer<typeof loginSchema>
export const loggedInSchema = z.object({ token: z.string(), user: userSchema })

/** `GET /api/user`: who I am. The e-mail address is told to its owner only. */
export const meSchema = z.object({ user: userSchema.extend({ email: z.string() }) })

/** `POST /api/message`. `channel` is an id, or the name of a public channel; left out it is #general. */
export const postMessageSchema = z
  .object({
    content: contentSchema,
    channel: z
      .string()
      .max(LIMITS.channelNameChars * 2)
      .optional(),
    id: idSchema.optional(),
  })
  .meta({ id: 'PostMessage' })
export type PostMessage = z.infer<typeof postMessageSchema>
export const postedSchema = z.object({ success: z.string(), message: messageSchema })

/** `GET /api/messages`. */
export const messagesQuerySchema = z.object({
  channel: z
    .string()
    .max(LIMITS.channelNameChars * 2)
    .optional(),
  before: seqSchema.optional(),
  after: seqSchema.optional(),
  around: seqSchema.optional(),
  since: timeSchema.optional(),
  limit: pageLimitSchema.optional(),
})
export type MessagesQuery = z.infer<typeof messagesQuerySchema>

/** `GET /api/search`: `channel` is an id or the name of a public channel. */
export const searchQuerySchema = z.object({
  q: z.string().max(LIMITS.searchChars),
  channel: z
    .string()
    .max(LIMITS.channelNameChars * 2)
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: pageLimitSchema.optional(),
})
export type SearchQuery = z.infer<typeof searchQuerySchema>
export const foundSchema = z.object({ messages: z.array(messageSchema), cursor: z.string().nullable() })

/** `POST /api/sync`: resume over HTTP. Ask again from the clocks answered while `more` or `moreScopes` names anything. */
export const syncSchema = positionSchema
export const syncedSchema = z
  .object({
    epoch: z.string(),
    /** True when the epoch was another, or a clock lay in the future: drop everything and start over. */
    reset: z.boolean(),
    events: z.array(durableEventSchema),
    clocks: z.record(idSchema, clockSchema),
    me: clockSchema,
    workspace: clockSchema,
    more: z.array(idSchema),
    /** Scopes of the person or the workspace too far behind to be caught up by rows: read them afresh. */
    resync: z.array(z.enum(['me', 'workspace'])),
    gone: z.array(idSchema),
  })
  .meta({ id: 'Synced' })
export type Synced = z.infer<typeof syncedSchema>

/** `POST /api/import`, by the owner: history from elsewhere. Repeating it changes nothing (`source` + `sourceId`). */
export const importSchema = z
  .object({
    source: z.string().min(1).max(64),
    users: z
      .array(
        z.object({
          sourceId: z.string().max(200),
          name: nameSchema,
          handle: handleSchema.optional(),
          email: emailSchema.optional(),
          createdAt: timeSchema.optional(),
        }),
      )
      .max(LIMITS.importRows)
      .optional(),
    channels: z
      .array(
        z.object({
          sourceId: z.string().max(200),
          kind: z.enum(['public', 'private', 'direct']),
          name: channelNameSchema.optional(),
          topic: topicSchema.optional(),
          /** `sourceId`s of people. */
          members: z.array(z.string().max(200)).max(LIMITS.importRows),
          createdAt: timeSchema.optional(),
        }),
      )
      .max(LIMITS.importRows)
      .optional(),
    messages: z
      .array(
        z.object({
          sourceId: z.string().max(200),
          channel: z.string().max(200),
          author: z.string().max(200),
          content: contentSchema,
          createdAt: timeSchema,
          editedAt: timeSchema.optional(),
        }),
      )
      .max(LIMITS.importRows)
      .optional(),
  })
  .meta({ id: 'Import' })
export type Import = z.infer<typeof importSchema>
export const importedSchema = z.object({ users: z.int(), channels: z.int(), messages: z.int(), known: z.int() })
export type Imported = z.infer<typeof importedSchema>

/** RFC 9457, with the same `code` as on the socket. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string(),
    requestId: z.string(),
    retry: z.enum(['never', 'same-id', 'later']),
    retryMs: z.int().optional(),
    /** Which fields were not valid, and why. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problemSchema>

/** What the first paint shows to somebody signed in, at most `openingBytes`. Its clocks are good to resume from (C8, C9). */
export const openingSchema = z
  .object({
    welcome: welcomeSchema,
    /** Messages of the conversation that the path means, where it is one of the welcome's. */
    page: messagePageSchema.nullable(),
    /** Those who wrote them, and those whom the heads name. */
    users: z.array(userSchema),
  })
  .meta({ id: 'Opening' })
export type Opening = z.infer<typeof openingSchema>

/** `GET /api/boot`: with the path of a page its `session` is answered too. */
export const bootQuerySchema = z.object({ path: z.string().max(300).optional() })
export type BootQuery = z.infer<typeof bootQuerySchema>

/** What the server places into the page, so that the first paint knows where it is. */
export const bootSchema = z
  .object({
    protocol: z.int(),
    workspace: z.object({ name: z.string(), registration: z.enum(['open', 'invite', 'closed']) }),
    /** No account exists yet: the first one becomes the owner; `here` says whether this browser is on the server's own machine. */
    firstRun: z.object({ here: z.boolean() }).nullable(),
    signedIn: z.boolean(),
    /** Whether the link that the path is lets somebody in: only for who is not signed in, at a path that is an invite link. */
    invite: z.enum(['valid', 'void']).optional(),
    /** Of who is signed in; left out where it is not asked for, or is too much for a page. */
    session: openingSchema.optional(),
  })
  .meta({ id: 'Boot' })
export type Boot = z.infer<typeof bootSchema>
