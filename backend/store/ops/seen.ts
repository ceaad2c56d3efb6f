import { LIMITS } from '@parley/protocol'
import { sql } from 'kysely'
import { assertMayRead, mayRead } from '../../models/access.ts'
import { prepared } from '../prepared.ts'
import { standingOf, standingsOf } from '../standing.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { channelOf, readableIn } from './pages.ts'
import { chosen, get as preferencesOf } from './preferences.ts'

interface Mark {
  userId: string
  seq: number
}
interface Seat {
  user_id: string
  settings: string | null
  read_seq: number | null
}

/** Whether somebody tells how far they have read, and so is told of others. */
const tells = (settings: string | null): boolean => chosen(settings).seenBy

/** The first members and one more than are told live: a channel of any size costs the same. */
const seats = prepared<{ channelId: string }, Seat>((db, p) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('members')
        .select(['user_id', 'channel_id'])
        .where('channel_id', '=', p('channelId'))
        .where('joined', '=', 1)
        .orderBy('user_id')
        .limit(sql.lit(LIMITS.seenPeople + 1))
        .as('m'),
    )
    .leftJoin('preferences as p', 'p.user_id', 'm.user_id')
    .leftJoin('reads as r', (join) => join.onRef('r.user_id', '=', 'm.user_id').onRef('r.channel_id', '=', 'm.channel_id'))
    .select(['m.user_id', 'p.settings', 'r.read_seq'])
    .$castTo<Seat>()
    .compile(),
)

/** How far the people of a small channel have read, those who hide it left out; nothing for who hides it, and of a large channel. */
export async function marks(view: View, input: { userId: string; channelId: string }): Promise<{ marks: Mark[]; large: boolean }> {
  const [standing, rows] = await together([standingOf(view, input.userId, input.channelId), seats(view, { channelId: input.channelId })])
  assertMayRead(standing)
  const large = rows.length > LIMITS.seenPeople
  // Who lost the channel of a thread follows it still, and is told nothing.
  const seated = standing.parent && !large ? await readersOf(view, input.channelId, rows) : rows
  const open = seated.filter(({ settings }) => tells(settings))
  const mine = open.some(({ user_id }) => user_id === input.userId)
  return { large, marks: large || !mine ? [] : open.map(({ user_id, read_seq }) => ({ userId: user_id, seq: read_seq ?? 0 })) }
}

async function readersOf(view: View, channelId: string, seats: readonly Seat[]): Promise<Seat[]> {
  const standings = await standingsOf(
    view,
    seats.map(({ user_id }) => ({ userId: user_id, channelId })),
  )
  return seats.filter(({ user_id }) => mayRead(standings(user_id, channelId)))
}

interface Reader {
  user_id: string
  joined: 0 | 1 | null
  settings: string | null
}

/** By the index of marks: as many as are counted and one more, whatever the channel's size. */
const readers = prepared<{ channelId: string; seq: number }, Reader>((db, p) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('reads')
        .select(['user_id', 'channel_id', 'read_seq'])
        .where('channel_id', '=', p('channelId'))
        .where('read_seq', '>=', p('seq'))
        .orderBy('read_seq')
        .limit(sql.lit(LIMITS.seenCounted + 1))
        .as('r'),
    )
    .leftJoin('members as m', (join) => join.onRef('m.channel_id', '=', 'r.channel_id').onRef('m.user_id', '=', 'r.user_id'))
    .leftJoin('preferences as p', 'p.user_id', 'r.user_id')
    .select(['r.user_id', 'm.joined', 'p.settings'])
    .$castTo<Reader>()
    .compile(),
)

/** Who has read up to a message, from the marks alone: its author and those who hide it left out. Who hides theirs is told nothing. */
export async function message(view: View, input: { userId: string; messageId: string }): Promise<{ count: number; more: boolean; userIds: string[] }> {
  const { row } = await readableIn(view, input.userId, input.messageId, await channelOf(view, input.messageId))
  const [me, rows] = await together([preferencesOf(view, { userId: input.userId }), readers(view, { channelId: row.channel_id, seq: row.seq })])
  if (!me.seenBy) return { count: 0, more: false, userIds: [] }
  const open = rows.filter(({ user_id, joined, settings }) => joined === 1 && tells(settings) && user_id !== row.author_id)
  const userIds = open.slice(0, LIMITS.seenNamed).map(({ user_id }) => user_id)
  return { count: Math.min(open.length, LIMITS.seenCounted), more: rows.length > LIMITS.seenCounted, userIds }
}
