import { z } from 'zod'
import { idSchema, lineSchema, timeSchema } from './fields.ts'
import { LIMITS } from './limits.ts'

/** Messages that ask for an answer: a poll for votes, a pressing one for a sign that it was noticed. */

const someone = z.array(idSchema).max(LIMITS.answersNamed)

const pollRules = {
  /** Whether one person may choose several. */
  multiple: z.boolean(),
  /** Nobody is told who chose what, not even who asked. */
  anonymous: z.boolean(),
  /** From then on nobody votes. */
  closesAt: timeSchema.nullable(),
}

/** A poll as it is asked; the words of the message are its question. */
export const newPollSchema = z.object({
  options: z
    .array(lineSchema(LIMITS.pollOptionChars).pipe(z.string().min(1, { error: 'An option needs words' })))
    .min(2)
    .max(LIMITS.pollOptions)
    .refine((options) => new Set(options).size === options.length, { error: 'Each option once' }),
  multiple: pollRules.multiple.optional(),
  anonymous: pollRules.anonymous.optional(),
  closesAt: pollRules.closesAt.optional(),
})
export type NewPoll = z.infer<typeof newPollSchema>

/** A poll as it stands. */
export const pollSchema = z
  .object({
    /** How many chose each, and some of them; nobody by name where the poll is anonymous. */
    options: z.array(z.object({ text: z.string(), count: z.int(), userIds: someone })),
    ...pollRules,
    /** When it was closed by hand. */
    closedAt: timeSchema.nullable(),
    /** How many people voted. */
    voters: z.int(),
  })
  .meta({ id: 'Poll' })
export type Poll = z.infer<typeof pollSchema>

export const levelSchema = z.enum(['important', 'urgent'])

/** How pressing a message is, how many of the others have said that they noticed, and some of them. */
export const prioritySchema = z.object({ level: levelSchema, count: z.int(), userIds: someone }).meta({ id: 'Priority' })
export type Priority = z.infer<typeof prioritySchema>
