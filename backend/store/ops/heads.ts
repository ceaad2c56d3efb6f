import { type Head, LIMITS, type Membership } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { assertMayRead } from '../../models/access.ts'
import { prepared, present } from '../prepared.ts'
import { type MemberRow, toChannel, toMembership } from '../rows.ts'
import { standingOf } from '../standing.ts'
import type { ChannelsTable, ScopesTable } from '../tables.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { numberIn } from './cursor.ts'
import { unreadMentions } from './mentions.ts'

/** Channels, and who wants to see their heads. */
interface Shown {
  userId: string
  channelIds: readonly string[]
}

/** Heads of these channels for one reader, in the order of the ids. Access was asked before: this only reads. */
export const headsOf = async (view: View, userId: string, channelIds: readonly string[]): Promise<Head[]> =>
  (await headsFor(view, [{ userId, channelIds }]))[0] ?? []

/** The same for many readers, in as many statements as for one. */
export async function headsFor(view: View, shown: readonly Shown[]): Promise<Head[][]> {
  const places = shown.flatMap(({ userId, channelIds }) => channelIds.map((channel_id) => ({ channel_id, user_id: userId })))
  if (places.length === 0) return shown.map(() => [])
  const rows = present(await headed(view, { places: JSON.stringify(places) }), 'id')
  const unread = rows.filter((row) => row.me_joined === 1 && row.last_seq > (row.read_seq ?? 0))
  const [people, mentions] = await together([
    peopleOf(view, [...new Set(rows.flatMap(({ id, kind }) => (kind === 'direct' ? [id] : [])))]),
    unreadMentions(
      view,
      unread.map((row) => ({ channel_id: row.id, user_id: row.reader, after_seq: Math.max(row.read_seq ?? 0, (row.me_from_seq ?? 1) - 1) })),
    ),
  ])
  const heads = new Map(rows.map((row) => [`${row.reader} ${row.id}`, headOf(row, people.get(row.id) ?? [], mentions.get(`${row.reader} ${row.id}`))]))
  return shown.map(({ userId, channelIds }) => channelIds.flatMap((id) => heads.get(`${userId} ${id}`) ?? []))
}

const membership = ['role', 'joined', 'from_seq', 'level', 'muted', 'favourite', 'section', 'thread', 'urev'] as const
type HeadRow = Selectable<ChannelsTable> &
  ScopesTable & { [Name in (typeof membership)[number] as `me_${Name}`]: MemberRow[Name] | null } & {
    reader: string
    read_seq: number | null
    last_author: string | null
    last_content: string | null
    last_at: number | null
    last_deleted: number | null
  }

const headed = prepared<{ places: string }, HeadRow>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ channel_id: string; user_id: string }>({ channel_id: 'text', user_id: 'text' }, p('places')))
    .leftJoin('channels as c', 'c.id', 'r.channel_id')
    .leftJoin('scopes as s', 's.id', 'r.channel_id')
    .leftJoin('members as me', (join) => join.onRef('me.channel_id', '=', 'r.channel_id').onRef('me.user_id', '=', 'r.user_id'))
    .leftJoin('reads as k', (join) => join.onRef('k.user_id', '=', 'r.user_id').onRef('k.channel_id', '=', 'r.channel_id'))
    .leftJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 'r.channel_id').onRef('m.seq', '=', 's.last_seq'))
    .selectAll('c')
    .select(membership.map((name) => `me.${name} as me_${name}` as const))
    .select(['s.clock', 's.last_seq', 'k.read_seq', 'm.author_id as last_author', 'm.content as last_content', 'm.created_at as last_at'])
    .select(['m.deleted_at as last_deleted', 'r.user_id as reader'])
    .$castTo<HeadRow>()
    .compile(),
)

function headOf(row: HeadRow, people: string[], mentions: number[] | undefined): Head {
  const mine = Object.fromEntries(membership.map((name) => [name, row[`me_${name}`]])) as unknown as MemberRow
  const joined = row.me_joined === 1 ? toMembership({ ...mine, channel_id: row.id }) : null
  return {
    channel: toChannel(row, { clock: row.clock, lastSeq: row.last_seq }),
    membership: joined,
    readSeq: row.read_seq ?? 0,
    ...(mentions && { mentions }),
    preview: previewOf(row, joined),
    people,
  }
}

function previewOf(row: HeadRow, joined: Membership | null): Head['preview'] {
  if (row.last_author === null || row.last_at === null) return null
  if (joined && row.last_seq < joined.fromSeq) return null
  const text = row.last_deleted === null ? [...(row.last_content ?? '')].slice(0, LIMITS.previewChars).join('') : ''
  return { authorId: row.last_author, text, createdAt: row.last_at }
}

const seated = prepared<{ ids: string }, { channel_id: string; user_id: string }>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('ids')))
    .leftJoin('members as m', 'm.channel_id', 'r.id')
    .orderBy('m.user_id')
    .select(['m.channel_id', 'm.user_id'])
    .$castTo<{ channel_id: string; user_id: string }>()
    .compile(),
)

/** The people of direct conversations; their number is bounded, so the rows are too. */
async function peopleOf(view: View, directIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = directIds.length === 0 ? [] : present(await seated(view, { ids: JSON.stringify(directIds.map((id) => ({ id }))) }), 'user_id')
  const people = new Map<string, string[]>()
  for (const { channel_id, user_id } of rows) people.set(channel_id, [...(people.get(channel_id) ?? []), user_id])
  return people
}

/** One head, for one who may read the channel. */
export async function head(view: View, input: { userId: string; channelId: string }): Promise<Head> {
  assertMayRead(await standingOf(view, input.userId, input.channelId))
  const [found] = await headsOf(view, input.userId, [input.channelId])
  if (!found) throw new Error('A channel that may be read has no head')
  return found
}

/** The head of the one conversation of mine whose id begins so; null where none does, or more than one. */
export async function beginning(view: View, input: { userId: string; start: string }): Promise<Head | null> {
  const rows = await view.db
    .selectFrom('members')
    .select('channel_id')
    .where('user_id', '=', input.userId)
    .where('joined', '=', 1)
    .where('thread', '=', 0)
    .where('channel_id', '>=', input.start)
    .where('channel_id', '<', `${input.start}g`) // after every digit that an id can go on with
    .limit(2)
    .execute()
  const [only, ...others] = rows
  if (!only || others.length > 0) return null
  return (await headsOf(view, input.userId, [only.channel_id]))[0] ?? null
}

export interface HeadPage {
  channels: Head[]
  cursor: string | null
}

/** Conversations by latest activity, newest first. The cursor names the last one's activity and id. */
export async function list(view: View, input: { userId: string; cursor: string | undefined; limit: number }): Promise<HeadPage> {
  const [at, after] = (input.cursor ?? '').split(' ')
  let query = view.db
    .selectFrom('members as me')
    .innerJoin('channels as c', 'c.id', 'me.channel_id')
    .innerJoin('scopes as s', 's.id', 'c.id')
    .leftJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 'c.id').onRef('m.seq', '=', 's.last_seq'))
    .where('me.user_id', '=', input.userId)
    .where('me.joined', '=', 1)
    .where('me.thread', '=', 0)
    .select((eb) => ['c.id', eb.fn.coalesce('m.created_at', 'c.created_at').as('active_at')])
  if (at !== undefined && after !== undefined) {
    const activeAt = numberIn(at)
    query = query.where((eb) => {
      const active = eb.fn.coalesce('m.created_at', 'c.created_at')
      return eb.or([eb(active, '<', activeAt), eb.and([eb(active, '=', activeAt), eb('c.id', '>', after)])])
    })
  }
  const rows = await query
    .orderBy('active_at', 'desc')
    .orderBy('c.id')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  const last = rows.length > input.limit ? shown.at(-1) : undefined
  return {
    channels: await headsOf(
      view,
      input.userId,
      shown.map((row) => row.id),
    ),
    cursor: last ? `${last.active_at} ${last.id}` : null,
  }
}
