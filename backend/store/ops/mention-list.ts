import type { Head, Message } from '@parley/protocol'
import { toMessage } from '../rows.ts'
import type { View } from '../tx.ts'
import { headsOf } from './heads.ts'

export interface MentionPage {
  messages: Message[]
  threads: Head[]
  cursor: string | null
}

interface Asked {
  userId: string
  unread: boolean
  cursor: string | undefined
  limit: number
}

/**
 * What mentions a person in the conversations they are in and in the threads of these, the newest first, with the heads of those threads. Who is
 * addressed by name is meant wherever that is; all of a thread are those who follow it. The cursor names the last one's time and id.
 */
export async function list(view: View, input: Asked): Promise<MentionPage> {
  const rows = await found(view, input)
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  const ids = shown.map(({ message_id }) => message_id)
  const messages = ids.length === 0 ? [] : await view.db.selectFrom('messages').selectAll().where('id', 'in', ids).execute()
  const byId = new Map(messages.map((row) => [row.id, toMessage(row)]))
  const threads = new Set(shown.flatMap(({ channel_id, kind }) => (kind === 'thread' ? channel_id : [])))
  return {
    messages: ids.flatMap((id) => byId.get(id) ?? []),
    threads: threads.size === 0 ? [] : await headsOf(view, input.userId, [...threads]),
    cursor: last ? `${last.at} ${last.message_id}` : null,
  }
}

async function found(view: View, { userId, unread, cursor, limit }: Asked) {
  const [at, after] = (cursor ?? '').split(' ')
  const groups = await view.db.selectFrom('group_members').select('group_id').where('user_id', '=', userId).execute()
  const named = [userId, ...groups.map(({ group_id }) => group_id)]
  let query = view.db
    .selectFrom('mentions as mt')
    .innerJoin('channels as c', 'c.id', 'mt.channel_id')
    .innerJoin('members as me', (join) =>
      join
        .on((eb) => eb('me.channel_id', '=', eb.fn.coalesce('c.parent_channel_id', 'mt.channel_id')))
        .on('me.user_id', '=', userId)
        .on('me.joined', '=', 1),
    )
    .leftJoin('members as f', (join) => join.onRef('f.channel_id', '=', 'c.id').on('f.user_id', '=', userId).on('f.joined', '=', 1))
    .where((eb) => eb(eb.fn.coalesce('c.parent_seq', 'mt.seq'), '>=', eb.ref('me.from_seq')))
    .where((eb) => eb.or([eb('mt.target', 'in', named), eb.and([eb('mt.target', 'in', ['channel', 'here']), eb('f.user_id', 'is not', null)])]))
    .where('mt.author_id', '!=', userId)
  if (unread)
    query = query
      .leftJoin('reads as k', (join) => join.onRef('k.channel_id', '=', 'mt.channel_id').on('k.user_id', '=', userId))
      .where((eb) => eb('mt.seq', '>', eb.fn.coalesce('k.read_seq', eb.lit(0))))
  if (after !== undefined && Number.isSafeInteger(Number(at)))
    query = query.where((eb) => eb.or([eb('mt.at', '<', Number(at)), eb.and([eb('mt.at', '=', Number(at)), eb('mt.message_id', '<', after)])]))
  return query
    .select(['mt.message_id', 'mt.at', 'c.id as channel_id', 'c.kind'])
    .distinct()
    .orderBy('mt.at', 'desc')
    .orderBy('mt.message_id', 'desc')
    .limit(limit + 1)
    .execute()
}
