import { z } from 'zod'
import { clockSchema, idSchema, timeSchema } from './fields.ts'
import { LIMITS } from './limits.ts'

/** What an emoji of the workspace is called between its colons: small letters, digits, and _ + - inside. A letter is needed, so that no time of day is one. */
export const emojiNameSchema = z
  .string()
  .max(LIMITS.emojiChars * 4)
  .transform((name) => name.normalize('NFKC').trim().replaceAll(/^:|:$/g, '').toLowerCase())
  .pipe(
    z
      .string()
      .max(LIMITS.emojiNameChars, { error: `At most ${LIMITS.emojiNameChars} characters` })
      .regex(/^(?=.*[a-z])[a-z0-9](?:[a-z0-9_+-]*[a-z0-9])?$/, { error: 'The name of an emoji has letters a to z, digits, and _ + - inside' }),
  )

const aliases = z.array(emojiNameSchema).max(LIMITS.emojiAliases, { error: `At most ${LIMITS.emojiAliases} further names` })

/** An emoji of the workspace's own, a row of its scope. Removed it stays as a state, without its picture. */
export const customEmojiSchema = z
  .object({
    id: idSchema,
    /** Unique among all names and further names of these, and none that an emoji of Unicode is called by. */
    name: z.string(),
    /** Further names that mean it. */
    aliases: z.array(z.string()),
    /** Its picture is at `/api/emoji-pictures/<file>`; empty once it is removed. */
    file: z.string(),
    createdBy: idSchema,
    createdAt: timeSchema,
    removed: z.boolean(),
    rev: clockSchema,
  })
  .meta({ id: 'CustomEmoji' })
export type CustomEmoji = z.infer<typeof customEmojiSchema>

export const customCommands = {
  'emoji.list': { input: z.object({}), output: z.object({ emoji: z.array(customEmojiSchema) }) },
  /** A picture under a name: a PNG, GIF or WebP in base64, at most `emojiBytes` and `emojiPixels` a side. Who may is a setting of the workspace. */
  'emoji.add': {
    input: z.object({
      id: idSchema.optional(),
      name: emojiNameSchema,
      aliases: aliases.optional(),
      picture: z.base64({ error: 'The picture must be base64' }).max(Math.ceil(LIMITS.emojiBytes / 3) * 4, { error: 'This picture is too large' }),
    }),
    output: customEmojiSchema,
  },
  /** Sets its further names, all of them; by who added it and by administrators. */
  'emoji.change': { input: z.object({ emojiId: idSchema, aliases }), output: customEmojiSchema },
  /** Its names are free again; what was said with it shows them as words. */
  'emoji.remove': { input: z.object({ emojiId: idSchema }), output: customEmojiSchema },
} as const
