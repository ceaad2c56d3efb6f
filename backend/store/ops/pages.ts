import { ChatError, type Message } from '@parley/protocol'
import { assertMayRead, mayRead, type Standing } from '../../models/access.ts'
import { prepared } from '../prepared.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { clockOf } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { View } from '../tx.ts'

export const known = prepared<{ id: string }, MessageRow>((db, p) => db.selectFrom('messages').selectAll().where('id', '=', p('id')).compile())

/** The row behind an id, for one who may read it there; absent and forbidden answer alike. */
export async function readable(view: View, userId: string, messageId: string): Promise<{ row: MessageRow; standing: Standing }> {
  const [row] = await known(view.db, { id: messageId })
  const standing = row && (await standingOf(view, userId, row.channel_id))
  if (!row || !mayRead(standing) || row.seq < standing.fromSeq) throw new ChatError('not_found', 'There is no such message, or you may not read it')
  return { row, standing }
}

/** One message for one who may read it. */
export const get = async (view: View, input: { userId: string; messageId: string }): Promise<Message> =>
  toMessage((await readable(view, input.userId, input.messageId)).row)

export interface PageQuery {
  userId: string
  channelId: string
  at: { before: number } | { after: number } | { around: number } | 'newest'
  limit: number
}
export type Page = { messages: Message[]; channelId: string; clock: number; lastSeq: number; firstSeq: number }

/** A page by number, oldest first, with the clock it was read at. */
export async function page(view: View, query: PageQuery): Promise<Page> {
  const standing = await standingOf(view, query.userId, query.channelId)
  assertMayRead(standing)
  const scope = await clockOf(view, query.channelId)
  const { first_seq } = await view.db.selectFrom('channels').select('first_seq').where('id', '=', query.channelId).executeTakeFirstOrThrow()
  const rows = await pageRows(view, query, standing.fromSeq)
  return { messages: rows.map(toMessage), channelId: query.channelId, ...scope, firstSeq: Math.max(first_seq, standing.fromSeq) }
}

async function pageRows(view: View, { channelId, at, limit }: PageQuery, fromSeq: number): Promise<MessageRow[]> {
  const all = view.db.selectFrom('messages').selectAll().where('channel_id', '=', channelId).where('seq', '>=', fromSeq)
  const below = (seq: number, n: number) => all.where('seq', '<', seq).orderBy('seq', 'desc').limit(n).execute()
  const above = (seq: number, n: number) => all.where('seq', '>=', seq).orderBy('seq').limit(n).execute()
  if (at === 'newest') return (await below(Number.MAX_SAFE_INTEGER, limit)).reverse()
  if ('before' in at) return (await below(at.before, limit)).reverse()
  if ('after' in at) return above(at.after + 1, limit)
  const older = (await below(at.around, Math.floor(limit / 2))).reverse()
  return [...older, ...(await above(at.around, limit - older.length))]
}
