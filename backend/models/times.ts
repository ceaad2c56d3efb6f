import { ChatError, LIMITS } from '@parley/protocol'

/** A time that something is planned for: not over, and not too far ahead. */
export function assertAhead(at: number, now: number): void {
  if (at <= now) throw new ChatError('invalid', 'That time is over')
  if (at > now + LIMITS.aheadMs) throw new ChatError('invalid', 'That is more than 400 days ahead')
}
