import type { PersonStatus, User } from '@parley/protocol'
import { isQuiet } from '@parley/protocol/notice'

export type Span = 'never' | 'half' | 'hour' | 'four' | 'day' | 'week'
export const spans: readonly Span[] = ['never', 'half', 'hour', 'four', 'day', 'week']

const MINUTE_MS = 60_000
const minutes: Partial<Record<Span, number>> = { half: 30, hour: 60, four: 240 }

/** What somebody says of themselves now. It ends by the clock on the wall: nobody is told when. */
export const statusAt = (user: User | undefined, now: number): PersonStatus | null => {
  const status = user?.status
  return status && (status.until === null || status.until > now) ? status : null
}

/** Whether somebody is not to be disturbed now, by their own hours and time zone. */
export function isQuietAt({ quiet }: Pick<User, 'quiet'>, now: number): boolean {
  try {
    return quiet !== undefined && isQuiet({ quiet, timeZone: quiet.timeZone }, now)
  } catch {
    return false // a time zone that this browser does not know
  }
}

/** When a span that begins now is over, in the person's own days and weeks; a week ends on Sunday. */
export function endOf(span: Span, now: number): number | null {
  const long = minutes[span]
  if (long !== undefined) return now + long * MINUTE_MS
  if (span === 'never') return null
  const at = new Date(now)
  const days = span === 'day' ? 1 : 8 - (at.getDay() || 7)
  return new Date(at.getFullYear(), at.getMonth(), at.getDate() + days).getTime()
}
