import { ChatError, type Message, type MessagePage } from '@parley/protocol'
import { assertMayRead, mayRead, type Standing } from '../../models/access.ts'
import { prepared } from '../prepared.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { clockOf } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { talliesOf } from './tallies.ts'

const known = prepared<{ id: string }, MessageRow>((db, p) => db.selectFrom('messages').selectAll().where('id', '=', p('id')).compile())

const sentAt = prepared<{ channelId: string; seq: number }, { created_at: number }>((db, p) =>
  db.selectFrom('messages').select('created_at').where('channel_id', '=', p('channelId')).where('seq', '=', p('seq')).compile(),
)

const absent = (): ChatError => new ChatError('not_found', 'There is no such message, or you may not read it')

const placed = prepared<{ id: string }, Place>((db, p) =>
  db
    .selectFrom('messages as m')
    .leftJoin('channels as c', 'c.id', 'm.channel_id')
    .select(['m.channel_id as channelId', 'm.author_id as authorId', 'c.parent_channel_id as parentId'])
    .where('m.id', '=', p('id'))
    .$castTo<Place>()
    .compile(),
)

interface Place {
  channelId: string
  authorId: string
  /** Where the channel is a thread: the one it hangs in. */
  parentId: string | null
}

/** Where a message is, which never changes. Says nothing of who may know it. */
export async function placeOf(view: View, messageId: string): Promise<Place> {
  const [place] = await placed(view, { id: messageId })
  if (!place) throw absent()
  return place
}

export const channelOf = async (view: View, messageId: string): Promise<string> => (await placeOf(view, messageId)).channelId

/** The row behind an id, for one who may read it there; absent and forbidden answer alike. */
export async function readableIn(view: View, userId: string, messageId: string, channelId: string): Promise<{ row: MessageRow; standing: Standing }> {
  const [[row], standing] = await together([known(view, { id: messageId }), standingOf(view, userId, channelId)])
  if (!row || !mayRead(standing) || row.seq < standing.fromSeq) throw absent()
  return { row, standing }
}

/** One message for one who may read it. */
export const get = async (view: View, input: { userId: string; messageId: string }): Promise<Message> =>
  toMessage((await readableIn(view, input.userId, input.messageId, await channelOf(view, input.messageId))).row)

export interface PageQuery {
  userId: string
  channelId: string
  at: { before: number } | { after: number } | { around: number } | { since: number } | 'newest'
  limit: number
}
export type Page = Omit<MessagePage, 'epoch'>

/** A page by number, oldest first, with the clock it was read at. */
export async function page(view: View, query: PageQuery): Promise<Page> {
  const [standing, scope, channel] = await together([
    standingOf(view, query.userId, query.channelId),
    clockOf(view, query.channelId),
    view.db.selectFrom('channels').select('first_seq').where('id', '=', query.channelId).executeTakeFirst(),
  ])
  assertMayRead(standing)
  const firstSeq = Math.max(channel?.first_seq ?? 1, standing.fromSeq)
  const at = typeof query.at === 'object' && 'since' in query.at ? { around: await seqSince(view, query, query.at.since, firstSeq, scope.lastSeq) } : query.at
  const rows = await pageRows(view, { ...query, at }, standing.fromSeq)
  return { messages: rows.map(toMessage), ...(await talliesOf(view, query.userId, rows)), channelId: query.channelId, ...scope, firstSeq }
}

/**
 * The number of the first message sent at or after a time: numbers are dense and times grow with them, so halving finds it
 * in a few dozen single reads at any length of history, without an index of times. Behind the last one if all are older.
 */
async function seqSince(view: View, { channelId }: PageQuery, since: number, firstSeq: number, lastSeq: number): Promise<number> {
  let [low, high] = [firstSeq, lastSeq + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [row] = await sentAt(view, { channelId, seq: middle })
    if (row && row.created_at < since) low = middle + 1
    else high = middle
  }
  return low
}

type Placed = Exclude<PageQuery['at'], { since: number }>
async function pageRows(view: View, { channelId, at, limit }: PageQuery & { at: Placed }, fromSeq: number): Promise<MessageRow[]> {
  const all = view.db.selectFrom('messages').selectAll().where('channel_id', '=', channelId).where('seq', '>=', fromSeq)
  const below = (seq: number, n: number) => all.where('seq', '<', seq).orderBy('seq', 'desc').limit(n).execute()
  const above = (seq: number, n: number) => all.where('seq', '>=', seq).orderBy('seq').limit(n).execute()
  if (at === 'newest') return (await below(Number.MAX_SAFE_INTEGER, limit)).reverse()
  if ('before' in at) return (await below(at.before, limit)).reverse()
  if ('after' in at) return above(at.after + 1, limit)
  const older = (await below(at.around, Math.floor(limit / 2))).reverse()
  return [...older, ...(await above(at.around, limit - older.length))]
}
