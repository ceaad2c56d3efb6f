import { ChatError, LIMITS, type Reaction } from '@parley/protocol'
import { assertMayReact } from '../../models/access.ts'
import { Clocks } from '../clocks.ts'
import { assertHeld, underClock } from '../parents.ts'
import { toReaction } from '../rows.ts'
import { count } from '../scopes.ts'
import type { ReactionsTable } from '../tables.ts'
import { together } from '../together.ts'
import type { Tx, View } from '../tx.ts'
import { numberIn } from './cursor.ts'
import { assertCalled } from './emoji.ts'
import { channelOf, placeOf, readableIn } from './pages.ts'

interface Setting {
  userId: string
  messageId: string
  emoji: string
  on: boolean
}

/** Puts an emoji on a message or takes one's own back; what is so already changes nothing and ticks no clock. */
export async function set(tx: Tx, input: Setting): Promise<Reaction> {
  const { userId: user_id, messageId: message_id, emoji } = input
  const { channelId: channel_id, parentId } = await placeOf(tx, message_id)
  const clocks = await Clocks.lock(tx, parentId === null ? [channel_id] : [channel_id, parentId])
  const [{ row: message, standing }, own, newest] = await together([
    readableIn(tx, user_id, message_id, channel_id),
    rowsOf(tx, message_id, emoji).where('user_id', '=', user_id).executeTakeFirst(),
    rowsOf(tx, message_id, emoji).orderBy('rev', 'desc').limit(1).executeTakeFirst(),
  ])
  assertMayReact(standing)
  assertHeld(clocks, standing)
  if (input.on && emoji.startsWith(':')) await assertCalled(tx, emoji)
  if (message.deleted_at !== null) throw new ChatError('conflict', 'The message was deleted')
  const before = newest?.count ?? 0
  if ((own?.is_on === 1) === input.on)
    return toReaction(own ?? { ...input, message_id, user_id, channel_id, seq: message.seq, is_on: 0, count: before, rev: 0 })
  if (!own) await assertRoom(tx, input, newest === undefined)
  const row: ReactionsTable = {
    message_id,
    user_id,
    emoji,
    channel_id,
    seq: message.seq,
    is_on: input.on ? 1 : 0,
    count: before + (input.on ? 1 : -1),
    rev: clocks.tick(channel_id) ?? 0,
  }
  const insert = tx.db.insertInto('reactions').values(row)
  const changed = { is_on: row.is_on, count: row.count, rev: row.rev }
  await together([insert.onConflict((c) => c.columns(['message_id', 'user_id', 'emoji']).doUpdateSet(changed)).execute(), clocks.write(tx)])
  const reaction = toReaction(row)
  underClock(tx, clocks, standing)
  tx.changes.push({ to: 'channel', channelId: channel_id, event: { type: 'reaction.changed', channelId: channel_id, rev: row.rev, reaction } })
  return reaction
}

const rowsOf = (view: View, messageId: string, emoji: string) =>
  view.db.selectFrom('reactions').selectAll().where('message_id', '=', messageId).where('emoji', '=', emoji)

/** Rows stay when they are taken back, so what ever was counts. */
async function assertRoom(tx: Tx, { userId, messageId }: Setting, isNewKind: boolean): Promise<void> {
  const mine = tx.db.selectFrom('reactions').select(count.as('count')).where('message_id', '=', messageId).where('user_id', '=', userId)
  if (((await mine.executeTakeFirst())?.count ?? 0) >= LIMITS.reactionKindsPerPerson)
    throw new ChatError('conflict', `One person puts at most ${LIMITS.reactionKindsPerPerson} kinds of emoji on a message`)
  if (!isNewKind) return
  const kinds = await tx.db.selectFrom('reactions').select('emoji').distinct().where('message_id', '=', messageId).limit(LIMITS.reactionKinds).execute()
  if (kinds.length >= LIMITS.reactionKinds) throw new ChatError('conflict', `A message has room for ${LIMITS.reactionKinds} kinds of emoji`)
}

/** Who put an emoji on a message, the first before the others. */
export async function list(
  view: View,
  input: { userId: string; messageId: string; emoji: string; cursor: string | undefined; limit: number },
): Promise<{ reactions: Reaction[]; cursor: string | null }> {
  await readableIn(view, input.userId, input.messageId, await channelOf(view, input.messageId))
  const rows = await rowsOf(view, input.messageId, input.emoji)
    .where('is_on', '=', 1)
    .where('rev', '>', input.cursor === undefined ? 0 : numberIn(input.cursor))
    .orderBy('rev')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  return { reactions: shown.map(toReaction), cursor: rows.length > input.limit ? String(shown.at(-1)?.rev) : null }
}
