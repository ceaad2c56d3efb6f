import { z } from 'zod'
import { timeSchema } from './fields.ts'

/** The name of a time zone that this runtime knows; empty is UTC. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .refine((name) => name === '' || isTimeZone(name), { error: 'Must be a time zone such as Europe/Berlin' })

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const minuteSchema = z.int().min(0).max(1_439)

/** When nothing may disturb: until a moment, and at the same hours of these days (0 is Sunday), in the person's time zone. A span over midnight belongs to the day it begins on. */
export const quietSchema = z
  .object({
    until: timeSchema.nullable(),
    hours: z.object({ days: z.array(z.int().min(0).max(6)).max(7), from: minuteSchema, to: minuteSchema }).nullable(),
  })
  .meta({ id: 'Quiet' })
export type Quiet = z.infer<typeof quietSchema>

/** When somebody wants not to be disturbed, as others may know it. It begins and ends by the clock of who looks. */
export const othersQuietSchema = quietSchema.extend({ timeZone: timeZoneSchema })
export type OthersQuiet = z.infer<typeof othersQuietSchema>
