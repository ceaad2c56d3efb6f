import { z } from 'zod'
import type { Standing } from './roll.ts'

/** Somebody on a node; `offline` with no connection: no longer there. */
const person = z.tuple([z.string(), z.enum(['online', 'away', 'offline']), z.int().min(0)])
export type Person = z.infer<typeof person>

/** What nodes tell each other. Each word may be lost, repeated or late. */
export const wordsSchema = z.discriminatedUnion('say', [
  /** All my people as one number: whoever comes to another one asks. */
  z.object({ say: z.literal('digest'), node: z.string(), digest: z.string() }),
  z.object({ say: z.literal('changed'), node: z.string(), people: z.array(person) }),
  /** All of them, in chunks. */
  z.object({ say: z.literal('all'), node: z.string(), part: z.int(), parts: z.int(), people: z.array(person) }),
  z.object({ say: z.literal('ask'), node: z.string(), of: z.string() }),
  z.object({ say: z.literal('bye'), node: z.string() }),
  /** What was let through here since the turn before, by limit and key. */
  z.object({ say: z.literal('taken'), node: z.string(), turn: z.int(), taken: z.record(z.string(), z.record(z.string(), z.int().min(1))) }),
])
export type Words = z.infer<typeof wordsSchema>

export const personOf = (userId: string, standing: Standing | undefined): Person => [userId, standing?.state ?? 'offline', standing?.sockets ?? 0]
export const standingOf = ([, state, sockets]: Person): Standing | undefined => (state === 'offline' ? undefined : { state, sockets })
