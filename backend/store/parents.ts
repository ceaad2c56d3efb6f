import { ChatError } from '@parley/protocol'
import type { Standing } from '../models/access.ts'
import { Clocks } from './clocks.ts'
import { standingsOf } from './standing.ts'
import type { Tx } from './tx.ts'

type Place = { userId: string; channelId: string }
type Standings = (userId: string, channelId: string) => Standing | undefined

const KNOWN = 20_000
/** Which channel a thread hangs in, as was read last: what to lock with it, and never an answer. */
const hints = new Map<string, string>()

export function hint(threadId: string, parentId: string): void {
  hints.delete(threadId)
  hints.set(threadId, parentId)
  const [oldest] = hints.keys()
  if (hints.size > KNOWN && oldest !== undefined) hints.delete(oldest)
}

/** The scopes that a write into these channels locks, as far as is known beforehand. */
export function withParents(channelIds: readonly string[]): string[] {
  if (hints.size === 0) return [...channelIds]
  return channelIds.flatMap((id) => hints.get(id) ?? []).concat(channelIds)
}

/**
 * Where these people stand once the channels of their threads are locked as well: membership and kind of those decide. Where
 * all was known beforehand, and where there is no thread, nothing is asked.
 */
export async function underParents(tx: Tx, clocks: Clocks, places: readonly Place[], read: Standings): Promise<Standings> {
  const parents = new Set<string>()
  for (const { userId, channelId } of places) {
    const parent = read(userId, channelId)?.parent
    if (!parent || clocks.holds(parent.channelId)) continue
    hint(channelId, parent.channelId)
    parents.add(parent.channelId)
  }
  if (parents.size === 0) return read
  await clocks.lockAlso(tx, [...parents])
  const again = await standingsOf(tx, places)
  // Moved in between: the next try finds it where it is.
  for (const { userId, channelId } of places) {
    const parent = again(userId, channelId)?.parent
    if (parent && !clocks.holds(parent.channelId)) throw movedAway()
  }
  return again
}

/** Locks a channel, and that of its parent message where it is a thread, before anything is read that decides. */
export async function lockPlace(tx: Tx, channelId: string, ...others: readonly string[]): Promise<Clocks> {
  const row = await tx.db.selectFrom('channels').select('parent_channel_id').where('id', '=', channelId).executeTakeFirst()
  return Clocks.lock(tx, [channelId, ...(row?.parent_channel_id ? [row.parent_channel_id] : []), ...others])
}

/** The place of a thread under its lock; it may have been moved between the look and the lock. */
export function assertHeld(clocks: Clocks, { parent }: Pick<Standing, 'parent'>): void {
  if (parent && !clocks.holds(parent.channelId)) throw movedAway()
}

const movedAway = (): ChatError => new ChatError('unavailable', 'The thread was moved just now; try again', 100)

/** Said before an event of a thread: at which clock of its channel its readers were asked. */
export function underClock(tx: Tx, clocks: Clocks, standing: Pick<Standing, 'parent'> | undefined): void {
  const parent = standing?.parent
  if (parent) tx.changes.push({ to: 'hub', under: { channelId: parent.channelId, clock: clocks.at(parent.channelId).clock } })
}
