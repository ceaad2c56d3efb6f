import { type Channel, ChatError, type Head, type Message, type ThreadSummary } from '@parley/protocol'
import { assertMaySend, mayRead } from '../../models/access.ts'
import { channelKey } from '../../models/names.ts'
import { Clocks } from '../clocks.ts'
import { follow, tellMember } from '../followers.ts'
import { assertHeld, hint, lockPlace, underClock } from '../parents.ts'
import { toChannel, toMessage } from '../rows.ts'
import { standingOf, standingsOf } from '../standing.ts'
import { parentRows, putSummary } from '../summary.ts'
import type { Tx, View } from '../tx.ts'
import { headFor, insertChannel } from './channels.ts'
import { numberIn } from './cursor.ts'
import { headsOf } from './heads.ts'
import { placeOf, readableIn } from './pages.ts'

const channelRow = (view: View, id: string) => view.db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst()

/** The one thread of a message: two who open it at once get one. Whoever wrote the message follows it from the start. */
export async function open(tx: Tx, input: { userId: string; messageId: string; id: string }): Promise<Head> {
  const { channelId, authorId, parentId } = await placeOf(tx, input.messageId)
  const clocks = await Clocks.lock(tx, [channelId, authorId])
  const { row, standing } = await readableIn(tx, input.userId, input.messageId, channelId)
  if (parentId !== null) throw new ChatError('forbidden', 'A reply has no thread of its own')
  const existing = await tx.db.selectFrom('channels').select('id').where('parent_message_id', '=', row.id).executeTakeFirst()
  if (existing) return headFor(tx, input.userId, existing.id)
  assertMaySend(standing)
  if (row.deleted_at !== null) throw new ChatError('conflict', 'The message was deleted')
  if (await channelRow(tx, input.id)) throw new ChatError('conflict', 'This id was used for another channel')

  const parent = { parent_message_id: row.id, parent_channel_id: channelId, parent_seq: row.seq }
  await insertChannel(tx, { id: input.id, kind: 'thread', name: '', created_by: input.userId, ...parent })
  hint(input.id, channelId)
  await clocks.lockAlso(tx, [input.id])
  const author = await standingOf(tx, authorId, input.id)
  const joined = mayRead(author) && author.parent?.joined ? await follow(tx, clocks, [author]) : []
  await clocks.write(tx)
  for (const member of joined) {
    underClock(tx, clocks, author)
    tellMember(tx, member)
  }
  return headFor(tx, input.userId, input.id)
}

export interface ThreadChange {
  userId: string
  channelId: string
  title: string | undefined
  resolved: boolean | undefined
}

/** Its title, and whether it is resolved: by whoever may write in it. Its parent message tells both. */
export async function update(tx: Tx, input: ThreadChange): Promise<Channel> {
  const clocks = await lockPlace(tx, input.channelId)
  const standing = await standingOf(tx, input.userId, input.channelId)
  assertMaySend(standing)
  assertHeld(clocks, standing)
  const row = await channelRow(tx, input.channelId)
  if (!row || !standing.parent) throw new ChatError('forbidden', 'That is no thread')
  const name = input.title ?? row.name
  const resolvedAt = input.resolved === undefined ? row.resolved_at : input.resolved ? (row.resolved_at ?? tx.now) : null
  if (name === row.name && resolvedAt === row.resolved_at) return toChannel(row, clocks.at(row.id))

  const parent = (await parentRows(tx, [standing.parent.messageId])).get(standing.parent.messageId)
  if (parent?.thread) {
    const { title: _title, resolvedAt: _resolved, ...kept } = JSON.parse(parent.thread) as ThreadSummary
    await putSummary(tx, clocks, parent, { ...kept, ...(name !== '' && { title: name }), ...(resolvedAt !== null && { resolvedAt }) })
  }
  const next = { name, name_key: channelKey(name), resolved_at: resolvedAt, rev: clocks.tick(row.id) ?? row.rev }
  await tx.db.updateTable('channels').set(next).where('id', '=', row.id).execute()
  await clocks.write(tx)
  const channel = toChannel({ ...row, ...next }, clocks.at(row.id))
  underClock(tx, clocks, standing)
  tx.changes.push({ to: 'channel', channelId: row.id, event: { type: 'channel.changed', channelId: row.id, rev: channel.rev, channel } })
  return channel
}

export interface ThreadPage {
  threads: { head: Head; message: Message }[]
  cursor: string | null
}

/** The threads that one follows, the latest reply first, each with the message it hangs on; `unread`: only those with news that are not muted. */
export async function list(view: View, input: { userId: string; unread: boolean; cursor: string | undefined; limit: number }): Promise<ThreadPage> {
  const [at, after] = (input.cursor ?? '').split(' ')
  let query = view.db
    .selectFrom('members as me')
    .innerJoin('scopes as s', 's.id', 'me.channel_id')
    .innerJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 'me.channel_id').onRef('m.seq', '=', 's.last_seq'))
    .leftJoin('reads as k', (join) => join.onRef('k.user_id', '=', 'me.user_id').onRef('k.channel_id', '=', 'me.channel_id'))
    .where('me.user_id', '=', input.userId)
    .where('me.thread', '=', 1)
    .where('me.joined', '=', 1)
    .select(['me.channel_id as id', 'm.created_at as at'])
  if (input.unread) query = query.where('me.muted', '=', 0).where((eb) => eb('s.last_seq', '>', eb.fn.coalesce('k.read_seq', eb.lit(0))))
  if (at !== undefined && after !== undefined) {
    const before = numberIn(at)
    query = query.where((eb) => eb.or([eb('m.created_at', '<', before), eb.and([eb('m.created_at', '=', before), eb('me.channel_id', '>', after)])]))
  }
  const rows = await query
    .orderBy('m.created_at', 'desc')
    .orderBy('me.channel_id')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  const ids = shown.map(({ id }) => id)
  return { threads: await readable(view, input.userId, ids), cursor: last ? `${last.at} ${last.id}` : null }
}

/** Of threads whose channel one left, nothing is told; who comes back follows them as before. */
async function readable(view: View, userId: string, ids: readonly string[]): Promise<ThreadPage['threads']> {
  const standings = await standingsOf(
    view,
    ids.map((channelId) => ({ userId, channelId })),
  )
  const mine = ids.filter((id) => mayRead(standings(userId, id)))
  const messages = await parentRows(
    view,
    mine.flatMap((id) => standings(userId, id)?.parent?.messageId ?? []),
  )
  return (await headsOf(view, userId, mine)).flatMap((head) => {
    const row = messages.get(head.channel.parent?.messageId ?? '')
    return row ? [{ head, message: toMessage(row) }] : []
  })
}
