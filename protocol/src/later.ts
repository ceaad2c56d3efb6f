import { z } from 'zod'
import { clockSchema, contentSchema, idSchema, textSchema, timeSchema } from './fields.ts'
import { LIMITS } from './limits.ts'

/** A message that is sent later. Its message's id derives from its own, so that it is sent once. */
export const scheduleSchema = z
  .object({
    type: z.literal('schedule'),
    id: idSchema,
    channelId: idSchema,
    /** Empty once it has left or was deleted. */
    content: z.string(),
    replyTo: idSchema.nullable(),
    at: timeSchema,
    /** `refused`: when its time came its author could not write there; another time makes it wait again. */
    state: z.enum(['waiting', 'sent', 'refused', 'deleted']),
    messageId: idSchema.nullable(),
    /** Why it was refused, in words. */
    reason: z.string().nullable(),
    rev: clockSchema,
  })
  .meta({ id: 'Schedule' })
export type Schedule = z.infer<typeof scheduleSchema>

/** What somebody wants to be reminded of: a message, words, or both. */
export const reminderSchema = z
  .object({
    type: z.literal('reminder'),
    id: idSchema,
    channelId: idSchema.nullable(),
    messageId: idSchema.nullable(),
    content: z.string(),
    at: timeSchema,
    /** `fired`: its time has come, and nobody has said `done` yet. */
    state: z.enum(['waiting', 'fired', 'done', 'deleted']),
    firedAt: timeSchema.nullable(),
    rev: clockSchema,
  })
  .meta({ id: 'Reminder' })
export type Reminder = z.infer<typeof reminderSchema>

/** A message that somebody keeps in sight, under the message's id. Its words are not kept here: whoever may read them asks for them. */
export const savedSchema = z
  .object({
    type: z.literal('saved'),
    id: idSchema,
    channelId: idSchema,
    state: z.enum(['todo', 'done', 'none']),
    savedAt: timeSchema,
    rev: clockSchema,
  })
  .meta({ id: 'Saved' })
export type Saved = z.infer<typeof savedSchema>

/** What somebody has begun to write, under the channel's id. The last writer wins; empty words are none. */
export const draftSchema = z
  .object({
    type: z.literal('draft'),
    id: idSchema,
    content: z.string(),
    replyTo: idSchema.nullable(),
    editedAt: timeSchema,
    rev: clockSchema,
  })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof draftSchema>

/** What a person keeps for later. Rows of their own scope, each named by `type` and `id`. */
export const laterSchema = z.discriminatedUnion('type', [scheduleSchema, reminderSchema, savedSchema, draftSchema]).meta({ id: 'Later' })
export type Later = z.infer<typeof laterSchema>

const scheduleId = idSchema
const reminderId = idSchema
const wordsSchema = textSchema(LIMITS.contentChars)

export const laterCommands = {
  /** What is still open of one type, the soonest or newest first: waiting and refused, waiting and fired, kept; of drafts also those emptied in the last 30 days. Saved messages that are done with `done`. */
  'later.list': {
    input: z.object({ type: z.enum(['schedule', 'reminder', 'saved', 'draft']), done: z.boolean().optional(), cursor: z.string().max(200).optional() }),
    output: z.object({ rows: z.array(laterSchema), cursor: z.string().nullable() }),
  },
  'schedule.create': {
    input: z.object({ id: idSchema, channelId: idSchema, content: contentSchema, at: timeSchema, replyTo: idSchema.optional() }),
    output: scheduleSchema,
  },
  /** Until it leaves; with a new time what was refused waits again. */
  'schedule.update': { input: z.object({ scheduleId, content: contentSchema.optional(), at: timeSchema.optional() }), output: scheduleSchema },
  'schedule.delete': { input: z.object({ scheduleId }), output: scheduleSchema },
  /** Sends it now. */
  'schedule.send': { input: z.object({ scheduleId }), output: scheduleSchema },
  'reminder.create': {
    input: z
      .object({ id: idSchema, at: timeSchema, content: textSchema(LIMITS.reminderChars).optional(), messageId: idSchema.optional() })
      .refine(({ content = '', messageId }) => messageId !== undefined || content.trim() !== '', { error: 'Remind of what?' }),
    output: reminderSchema,
  },
  /** A new time makes it wait again; `done` says that it was dealt with. */
  'reminder.update': {
    input: z.object({ reminderId, at: timeSchema.optional(), content: textSchema(LIMITS.reminderChars).optional(), done: z.boolean().optional() }),
    output: reminderSchema,
  },
  'reminder.delete': { input: z.object({ reminderId }), output: reminderSchema },
  /** Keeps a message in sight, to be done or done; or no longer. */
  'saved.set': { input: z.object({ messageId: idSchema, state: z.enum(['todo', 'done', 'none']) }), output: savedSchema },
  'draft.set': { input: z.object({ channelId: idSchema, content: wordsSchema, replyTo: idSchema.optional() }), output: draftSchema },
} as const
