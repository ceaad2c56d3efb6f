import type { Read } from '@parley/protocol'
import { assertMayRead } from '../../models/access.ts'
import { prepared } from '../prepared.ts'
import { toRead } from '../rows.ts'
import { clockOf, lock, tick } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { Tx } from '../tx.ts'

interface Mark {
  read_seq: number
  urev: number
  set_back_urev: number
}

const marked = prepared<{ userId: string; channelId: string }, Mark>((db, p) =>
  db.selectFrom('reads').select(['read_seq', 'urev', 'set_back_urev']).where('user_id', '=', p('userId')).where('channel_id', '=', p('channelId')).compile(),
)

const put = prepared<{ userId: string; channelId: string; readSeq: number; urev: number; setBackUrev: number }, unknown>((db, p) =>
  db
    .insertInto('reads')
    .values({ user_id: p('userId'), channel_id: p('channelId'), read_seq: p('readSeq'), urev: p('urev'), set_back_urev: p('setBackUrev') })
    .onConflict((row) =>
      row.columns(['user_id', 'channel_id']).doUpdateSet((eb) => ({
        read_seq: eb.ref('excluded.read_seq'),
        urev: eb.ref('excluded.urev'),
        set_back_urev: eb.ref('excluded.set_back_urev'),
      })),
    )
    .compile(),
)

const none: Mark = { read_seq: 0, urev: 0, set_back_urev: 0 }

const markOf = async (tx: Tx, userId: string, channelId: string): Promise<Mark> => (await marked(tx.db, { userId, channelId }))[0] ?? none

async function write(tx: Tx, userId: string, channelId: string, readSeq: number, setBack: (urev: number) => number): Promise<Read> {
  const urev = await tick(tx, userId)
  await put(tx.db, { userId, channelId, readSeq, urev, setBackUrev: setBack(urev) })
  const read = toRead({ channel_id: channelId, read_seq: readSeq, urev })
  tx.changes.push({ to: 'user', userId, event: { type: 'read.changed', rev: urev, read } })
  return read
}

/** Raises a mark if that raises it. No access is asked: callers did. */
export async function raise(tx: Tx, userId: string, channelId: string, seq: number): Promise<Read> {
  const mark = await markOf(tx, userId, channelId)
  if (mark.read_seq >= seq) return toRead({ channel_id: channelId, ...mark })
  return write(tx, userId, channelId, seq, () => mark.set_back_urev)
}

/** Only raises, clamped to the newest message, and does nothing if the mark was set back after `urev`. */
export async function markRead(tx: Tx, input: { userId: string; channelId: string; seq: number; urev: number | undefined }): Promise<Read> {
  await lock(tx, input.channelId, input.userId)
  assertMayRead(await standingOf(tx, input.userId, input.channelId))
  const { lastSeq } = await clockOf(tx, input.channelId)
  const mark = await markOf(tx, input.userId, input.channelId)
  if (input.urev !== undefined && mark.set_back_urev > input.urev) return toRead({ channel_id: input.channelId, ...mark })
  return raise(tx, input.userId, input.channelId, Math.min(input.seq, lastSeq))
}

/** "Mark unread from here": `seq` becomes the first unread message. */
export async function markUnread(tx: Tx, input: { userId: string; channelId: string; seq: number }): Promise<Read> {
  await lock(tx, input.channelId, input.userId)
  assertMayRead(await standingOf(tx, input.userId, input.channelId))
  const { lastSeq } = await clockOf(tx, input.channelId)
  const readSeq = Math.max(0, Math.min(input.seq - 1, lastSeq))
  return write(tx, input.userId, input.channelId, readSeq, (urev) => urev)
}
