import { z } from 'zod'
import { oneEmoji } from './emoji.ts'
import { LIMITS } from './limits.ts'

/** A UUID, lower-cased at the door so that one id has one spelling. */
export const idSchema = z.uuid().transform((id) => id.toLowerCase())

/** A scope's clock, or a row's place in it: goes up by exactly one with every durable change. */
export const clockSchema = z.int().min(0)

/** A message's number in its channel. Imported history may stand below 1. */
export const seqSchema = z.int()

/** Milliseconds since 1970, UTC. */
export const timeSchema = z.int()

/** U+0000 cannot be stored by every database, and a lone surrogate is no character. */
const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()
const codePoints = (text: string): number => {
  let count = 0
  for (const _ of text) count++
  return count
}

/** Text a person typed, kept as typed: at most `max` code points, no NUL, no lone surrogate. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max * 2, { error: `At most ${max} characters` })
    .refine(storable, { error: 'Holds a character that cannot be stored' })
    .refine((text) => codePoints(text) <= max, { error: `At most ${max} characters` })

/** One line: surrounding space is cut, control characters and those that turn the direction of text are refused. */
export const lineSchema = (max: number) =>
  textSchema(max).pipe(
    z
      .string()
      .trim()
      .regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u, { error: 'Must be one line of visible text' }),
  )

/** Words of a message: not empty, at most 16,000 code points. */
export const contentSchema = textSchema(LIMITS.contentChars).refine((text) => text.trim() !== '', { error: 'A message needs words' })

/** A person's name as shown; any script. */
export const nameSchema = lineSchema(LIMITS.nameChars).pipe(z.string().min(1, { error: 'A name is needed' }))

/** The unique name behind the @: letters a–z, digits, dots, dashes and underscores. */
export const handleSchema = z
  .string()
  .max(LIMITS.handleChars * 4)
  .transform((handle) => handle.normalize('NFKC').trim().replace(/^@/, '').toLowerCase())
  .pipe(
    z
      .string()
      .max(LIMITS.handleChars)
      .regex(/^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/, { error: 'A handle has letters a to z, digits, and . _ - inside' }),
  )

export const emailSchema = z
  .string()
  .trim()
  .max(LIMITS.emailChars)
  .pipe(z.email({ error: 'That is not an e-mail address' }))

export const channelNameSchema = lineSchema(LIMITS.channelNameChars).pipe(z.string().min(1, { error: 'A channel needs a name' }))
export const topicSchema = lineSchema(LIMITS.topicChars)

/** Opaque, 256 random bits: `ct_` and 43 characters. */
export const tokenSchema = z.string().max(200)

/** One emoji in its one spelling, or the name of one of the workspace's own between colons. */
export const emojiSchema = z
  .string()
  .max(LIMITS.emojiChars)
  .transform((text, context) => {
    const emoji = /^:[a-z0-9_+-]{1,32}:$/.test(text) ? text : oneEmoji(text)
    if (emoji !== undefined) return emoji
    context.addIssue({ code: 'custom', message: 'That is not one emoji' })
    return z.NEVER
  })

export const pageLimitSchema = z.int().min(1).max(LIMITS.pageRows)
