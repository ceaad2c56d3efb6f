import { ChatError, LIMITS, type Position, type ServerEvent } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Sync } from '../services/sync.ts'
import type { Comparison, Missed } from '../store/ops/sync.ts'
import { frameOf } from '../utils/frames.ts'
import type { Meters } from '../utils/meters.ts'
import type { Outbound } from './outbound.ts'

interface Line {
  out: Outbound
  isOpen(): boolean
  /** What is in memory of a channel since a clock; undefined where it is not, or not to be heard. */
  recent(channelId: string, since: number): Promise<{ chunk: Buffer; clock: number } | undefined>
  meters: Pick<Meters, 'caughtUp'>
}

/**
 * Tells what was missed, scope by scope in rev order, never more than 256 KiB ahead of what the reader took, and ends with
 * one `synced`. The hub follows already, so live events may stand between the rows; higher revs win.
 */
export async function catchUp(line: Line, sync: Sync, me: Actor, position: Position, compared: Comparison | undefined): Promise<void> {
  const clocks: Record<string, number> = { ...compared?.level }
  const more: string[] = []
  const scopes: { me?: number; workspace?: number } = {}
  if (compared && position.me !== undefined) scopes.me = await whole(line, 'me', await sync.ownSince(me, position.me))
  if (compared && position.workspace !== undefined) scopes.workspace = await whole(line, 'workspace', await sync.workspaceSince(position.workspace))
  for (const channelId of compared?.behind ?? []) {
    if (!line.isOpen()) return
    const since = position.clocks?.[channelId] ?? 0
    const recent = compared?.partly.includes(channelId) ? undefined : await line.recent(channelId, since)
    line.meters.caughtUp(recent ? 'memory' : 'database')
    if (recent) {
      await paced(line, recent.chunk)
      clocks[channelId] = recent.clock
      continue
    }
    const missed = await readable(() => sync.channelSince(me, channelId, since))
    if (!missed) continue
    await tell(line, missed)
    clocks[channelId] = missed.clock
    if (missed.more) more.push(channelId)
  }
  say(line, { type: 'synced', clocks, more, ...scopes })
}

/** A scope too far behind for rows is flagged, never told in part. */
async function whole(line: Line, scope: 'me' | 'workspace', missed: Missed): Promise<number> {
  if (missed.more) say(line, { type: 'resync', scope })
  else await tell(line, missed)
  return missed.clock
}

async function tell(line: Line, missed: Missed): Promise<void> {
  for (const event of missed.events) await paced(line, frameOf(JSON.stringify(event)))
}

async function paced(line: Line, chunk: Buffer): Promise<void> {
  if (line.out.unsentBytes > LIMITS.catchUpAheadBytes) await line.out.drainedTo(LIMITS.catchUpAheadBytes / 2)
  if (line.isOpen() && chunk.length > 0) line.out.pushPaced(chunk)
}

const say = (line: Line, event: ServerEvent): void => line.out.pushPaced(frameOf(JSON.stringify(event)))

/** Access may end between the comparison and the rows; then `gone` was told by the hub. */
async function readable(read: () => Promise<Missed>): Promise<Missed | undefined> {
  try {
    return await read()
  } catch (failure) {
    if (failure instanceof ChatError && (failure.code === 'not_found' || failure.code === 'forbidden')) return undefined
    throw failure
  }
}
