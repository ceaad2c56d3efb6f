import { type Channel, ChatError, type ThreadSummary } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { assertMaySend, mayRead, mayShape } from '../../models/access.ts'
import { channelKey } from '../../models/names.ts'
import type { Clocks } from '../clocks.ts'
import { putMembers, tellMember, usual } from '../followers.ts'
import { assertHeld, hint, lockPlace } from '../parents.ts'
import { type MemberRow, type MessageRow, toChannel } from '../rows.ts'
import { standingOf, standingsOf } from '../standing.ts'
import { parentRows, putSummary } from '../summary.ts'
import type { ChannelsTable } from '../tables.ts'
import type { Tx } from '../tx.ts'
import { assertNameFree } from './channels.ts'

/** The thread that a message tells of. */
export const threadIn = ({ thread }: Pick<MessageRow, 'thread'>): string | null => (thread === null ? null : (JSON.parse(thread) as ThreadSummary).channelId)

/** Hangs a thread on the message that its own was moved to. Who has it open is let go, and opens it again if they may. */
export async function rehang(tx: Tx, clocks: Clocks, threadId: string, { id, channel_id, seq }: Pick<MessageRow, 'id' | 'channel_id' | 'seq'>): Promise<void> {
  hint(threadId, channel_id)
  await change(tx, clocks, threadId, { parent_message_id: id, parent_channel_id: channel_id, parent_seq: seq })
}

/** Writes a thread's own row and tells it to nobody but who asks again: what it was open to may be another now. */
async function change(tx: Tx, clocks: Clocks, threadId: string, columns: Partial<Selectable<ChannelsTable>>): Promise<Channel> {
  const rev = clocks.tick(threadId)
  if (rev === undefined) throw new Error('A thread without a clock')
  const row = await tx.db
    .updateTable('channels')
    .set({ ...columns, rev })
    .where('id', '=', threadId)
    .returningAll()
    .executeTakeFirstOrThrow()
  const channel = toChannel(row, clocks.at(threadId))
  tx.changes.push({ to: 'hub', closed: { channelId: threadId } })
  tx.changes.push({ to: 'channel', channelId: threadId, event: { type: 'channel.changed', channelId: threadId, rev, channel } })
  return channel
}

export interface Promotion {
  userId: string
  channelId: string
  name: string
  kind: 'public' | 'private'
}

/** Makes a thread a channel of its own, with its messages and numbers; who follows it and may read it is in it. */
export async function promote(tx: Tx, input: Promotion): Promise<Channel> {
  const before = await membersOf(tx, input)
  const clocks = await lockPlace(tx, input.channelId, input.userId, ...before.map(({ user_id }) => user_id))
  const standing = await standingOf(tx, input.userId, input.channelId)
  assertMaySend(standing)
  assertHeld(clocks, standing)
  const { parent } = standing
  if (!parent) throw new ChatError('forbidden', 'That is no thread')
  const row = await tx.db.selectFrom('channels').select('created_by').where('id', '=', input.channelId).executeTakeFirst()
  if (row?.created_by !== input.userId && !mayShape(standing))
    throw new ChatError('forbidden', 'Only who began the thread, or who made the channel, may make a channel of it')
  if (input.kind === 'public' && parent.kind !== 'public') throw new ChatError('forbidden', 'What was said in private does not become public')
  if (input.kind === 'public') await assertNameFree(tx, input.name, input.channelId)
  const seats = await seatsOf(tx, input, await membersOf(tx, input))
  if (seats.some(({ user_id }) => !clocks.holds(user_id))) throw new ChatError('unavailable', 'Somebody followed it just now; try again', 100)
  const message = (await parentRows(tx, [parent.messageId])).get(parent.messageId)
  if (message) await putSummary(tx, clocks, message, null)
  const columns = { kind: input.kind, name: input.name, name_key: channelKey(input.name), resolved_at: null, created_by: input.userId }
  const channel = await change(tx, clocks, input.channelId, { ...columns, parent_message_id: null, parent_channel_id: null, parent_seq: null })
  await sit(tx, clocks, seats, input.userId)
  await clocks.write(tx)
  return channel
}

/** Who follows it, and whoever asks. */
async function membersOf(tx: Tx, { userId, channelId }: Promotion): Promise<MemberRow[]> {
  const members = tx.db.selectFrom('members').selectAll().where('channel_id', '=', channelId)
  return members.where((eb) => eb.or([eb('joined', '=', 1), eb('user_id', '=', userId)])).execute()
}

/** Those who may read it still are in it, and whoever asked; who lost the channel meanwhile leaves the thread as well. */
async function seatsOf(tx: Tx, { userId, channelId }: Promotion, members: readonly MemberRow[]): Promise<MemberRow[]> {
  const standings = await standingsOf(
    tx,
    members.map(({ user_id }) => ({ userId: user_id, channelId })),
  )
  const seats = members.map((row): MemberRow => ({ ...row, joined: mayRead(standings(row.user_id, channelId)) ? 1 : 0 }))
  if (seats.some(({ user_id }) => user_id === userId)) return seats
  return [...seats, { ...usual, channel_id: channelId, user_id: userId, joined: 1, thread: 0, at_seq: 0, at: tx.now, rev: 0, urev: 0 }]
}

async function sit(tx: Tx, clocks: Clocks, seats: readonly MemberRow[], ownerId: string): Promise<void> {
  const rows = seats.map((seat): MemberRow => {
    const role = seat.user_id === ownerId ? 'owner' : 'member'
    return { ...seat, thread: 0, role, rev: clocks.tick(seat.channel_id) ?? seat.rev, urev: clocks.tick(seat.user_id) ?? seat.urev }
  })
  await putMembers(tx, rows)
  for (const row of rows) {
    if (row.joined === 1) tx.changes.push({ to: 'hub', joined: { channelId: row.channel_id, userId: row.user_id, clock: row.rev } })
    tellMember(tx, row)
  }
}
