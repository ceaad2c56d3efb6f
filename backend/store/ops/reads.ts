import type { ChatError, Read } from '@parley/protocol'
import { assertMayRead, mayRead } from '../../models/access.ts'
import { Clocks } from '../clocks.ts'
import { Marks } from '../marks.ts'
import { scopesOf } from '../scopes.ts'
import { standingsOf } from '../standing.ts'
import { together } from '../together.ts'
import { lastly, type Tx } from '../tx.ts'
import { answerEach, only } from './joined.ts'

export interface Raise {
  userId: string
  channelId: string
  seq: number
  urev: number | undefined
}

/** Raises marks as far as that raises them, in channels one has just entered. No access is asked: callers did. */
export async function raise(tx: Tx, raises: readonly Omit<Raise, 'urev'>[]): Promise<void> {
  const clocks = await Clocks.lock(
    tx,
    raises.map(({ userId }) => userId),
  )
  const marks = await Marks.find(tx, clocks, raises)
  for (const each of raises) marks.raise(tx, each, each.seq)
  await together([marks.write(tx), clocks.write(tx)])
}

/** What moving one's marks asks: one's own clock, locked, and where one stands. The channel is only read: a mark is no row of it. */
async function ground(tx: Tx, places: readonly { userId: string; channelId: string }[]) {
  const clocks = await Clocks.lock(
    tx,
    places.map(({ userId }) => userId),
  )
  const channelIds = places.map(({ channelId }) => channelId)
  const [standings, scopes, marks] = await together([standingsOf(tx, places), scopesOf(tx, channelIds), Marks.find(tx, clocks, places)])
  const write = (): Promise<unknown> => lastly(tx, together([marks.write(tx), clocks.write(tx)]))
  return { marks, standings, lastSeq: (channelId: string): number => scopes.get(channelId)?.last_seq ?? 0, write }
}

/** Each only raises, clamped to the newest message, and does nothing if the mark was set back after `urev`. */
export async function markReadAll(tx: Tx, inputs: readonly Raise[]): Promise<(Read | ChatError)[]> {
  const { marks, standings, lastSeq, write } = await ground(tx, inputs)
  const answers = answerEach(inputs, (input) => {
    assertMayRead(standings(input.userId, input.channelId))
    const overtaken = input.urev !== undefined && marks.at(input).set_back_urev > input.urev
    return marks.raise(tx, input, overtaken ? 0 : Math.min(input.seq, lastSeq(input.channelId)))
  })
  await write()
  return answers
}

export const markRead = async (tx: Tx, input: Raise): Promise<Read> => only(await markReadAll(tx, [input]))

/** "Mark unread from here": `seq` becomes the first unread message. */
export async function markUnread(tx: Tx, input: { userId: string; channelId: string; seq: number }): Promise<Read> {
  const { marks, standings, lastSeq, write } = await ground(tx, [input])
  assertMayRead(standings(input.userId, input.channelId))
  const read = marks.setBack(tx, input, Math.max(0, Math.min(input.seq - 1, lastSeq(input.channelId))))
  await write()
  return read
}

/** Marks everything read, as it is at this moment: one write, whatever the number of conversations and threads. */
export async function markAllRead(tx: Tx, { userId }: { userId: string }): Promise<{ reads: Read[] }> {
  const clocks = await Clocks.lock(tx, [userId])
  const unread = await tx.db
    .selectFrom('members as me')
    .innerJoin('scopes as s', 's.id', 'me.channel_id')
    .leftJoin('reads as k', (join) => join.onRef('k.user_id', '=', 'me.user_id').onRef('k.channel_id', '=', 'me.channel_id'))
    .where('me.user_id', '=', userId)
    .where('me.joined', '=', 1)
    .where((eb) => eb('s.last_seq', '>', eb.fn.coalesce('k.read_seq', eb.lit(0))))
    .select(['me.channel_id', 's.last_seq'])
    .orderBy('me.channel_id')
    .execute()
  const places = unread.map(({ channel_id }) => ({ userId, channelId: channel_id }))
  const [standings, marks] = await together([standingsOf(tx, places), Marks.find(tx, clocks, places)])
  const readable = unread.filter(({ channel_id }) => mayRead(standings(userId, channel_id)))
  const reads = readable.map(({ channel_id, last_seq }) => marks.raise(tx, { userId, channelId: channel_id }, last_seq))
  await lastly(tx, together([marks.write(tx), clocks.write(tx)]))
  return { reads }
}
