import type { Message } from '@parley/protocol'
import { mayRead, type Standing } from '../../models/access.ts'
import { searchWords } from '../../models/names.ts'
import { toMessage } from '../rows.ts'
import { standingsOf } from '../standing.ts'
import type { View } from '../tx.ts'
import { numberIn } from './cursor.ts'

export interface SearchInput {
  userId: string
  q: string
  channelId: string | undefined
  cursor: string | undefined
  limit: number
}

/** Messages that hold all the words, newest first, among channels that the access function lets this person read. */
export async function search(view: View, input: SearchInput): Promise<{ messages: Message[]; cursor: string | null }> {
  const words = searchWords(input.q)
  const channelIds = await searchable(view, input.userId, input.channelId)
  if (words.length === 0 || channelIds.length === 0) return { messages: [], cursor: null }
  const beforeN = input.cursor === undefined ? undefined : numberIn(input.cursor)
  const found = await view.dialect.search(view.db, { words, channelIds, beforeN, limit: input.limit + 1 })
  const shown = found.slice(0, input.limit)
  const rows = shown.length === 0 ? [] : await view.db.selectFrom('messages').selectAll().where('n', 'in', shown).orderBy('n', 'desc').execute()
  const standings = await standingsOf(
    view,
    rows.map((row) => ({ userId: input.userId, channelId: row.channel_id })),
  )
  const messages = rows.filter((row) => mayReadRow(standings(input.userId, row.channel_id), row.seq)).map(toMessage)
  return { messages, cursor: found.length > input.limit ? String(shown.at(-1)) : null }
}

const mayReadRow = (standing: Standing | undefined, seq: number): boolean => mayRead(standing) && seq >= standing.fromSeq

/** Candidates by kind and membership, then each through the one access function. Their threads are found with them, and one thread alone by its own id. */
async function searchable(view: View, userId: string, channelId: string | undefined): Promise<string[]> {
  const query = view.db
    .selectFrom('channels as c')
    .leftJoin('members as m', (join) => join.onRef('m.channel_id', '=', 'c.id').on('m.user_id', '=', userId))
    .select('c.id')
  const asked = channelId
    ? query.where('c.id', '=', channelId)
    : query.where('c.kind', '!=', 'thread').where((eb) => eb.or([eb('m.joined', '=', 1), eb('c.kind', '=', 'public')]))
  const pairs = (await asked.execute()).map(({ id }) => ({ userId, channelId: id }))
  const standings = await standingsOf(view, pairs)
  return pairs.flatMap((pair) => (mayRead(standings(userId, pair.channelId)) ? pair.channelId : []))
}
