import type { DurableEvent } from '@parley/protocol'
import type { Told } from '../store/ops/told.ts'
import type { Present } from './steering.ts'

/**
 * What rows say of who may hear what, where the steering of their commits was missed. The rows are the latest state and were
 * read in one snapshot with who may read them, so that nobody who was let go meanwhile is told a word of them.
 */
export function steerByRows(present: Present, scopeId: string, asked: readonly string[], { events, clock, readers, places, isThread }: Told): void {
  for (const userId of asked) if (readers && !readers.includes(userId)) for (const listener of present.of(userId)) listener.left(scopeId, false)
  if (isThread) return
  for (const event of events) steerByRow(present, event, clock, readers ?? [], places)
}

function steerByRow(present: Present, event: DurableEvent, clock: number, readers: readonly string[], places: Told['places']): void {
  if (event.type === 'member.changed') {
    const { channelId, userId, joined } = event.member
    for (const listener of present.of(userId))
      if (joined) listener.joined(channelId, clock)
      else listener.left(channelId, readers.includes(userId))
  } else if (event.type === 'membership.changed') {
    const { channelId, joined } = event.membership
    const place = places?.[channelId]
    for (const listener of place ? present.of(place.userId) : [])
      if (joined) listener.joined(channelId, place?.clock ?? 0)
      else listener.left(channelId, place?.readable ?? false)
  } else if (event.type === 'user.changed') {
    const { id, role, deactivated } = event.user
    for (const listener of present.of(id))
      if (deactivated) listener.signOut()
      else if (role === 'guest') listener.confined()
  }
}
