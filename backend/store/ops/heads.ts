import { type Head, LIMITS, type Membership } from '@parley/protocol'
import { assertMayRead } from '../../models/access.ts'
import { type MemberRow, toChannel, toMembership } from '../rows.ts'
import { standingOf } from '../standing.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { numberIn } from './cursor.ts'

/** Heads of these channels for one reader, in the order of the ids. Access was asked before: this only reads. */
export async function headsOf(view: View, userId: string, channelIds: readonly string[]): Promise<Head[]> {
  if (channelIds.length === 0) return []
  const [rows, memberships, people] = await together([headRows(view, userId, channelIds), membershipsOf(view, userId, channelIds), peopleOf(view, channelIds)])
  const heads = new Map<string, Head>()
  for (const row of rows) {
    const channel = toChannel(row, { clock: row.clock, lastSeq: row.last_seq })
    const membership = memberships.get(row.id) ?? null
    heads.set(row.id, { channel, membership, readSeq: row.read_seq ?? 0, preview: previewOf(row, membership), people: people.get(row.id) ?? [] })
  }
  return channelIds.flatMap((id) => heads.get(id) ?? [])
}

const headRows = (view: View, userId: string, channelIds: readonly string[]) =>
  view.db
    .selectFrom('channels as c')
    .innerJoin('scopes as s', 's.id', 'c.id')
    .leftJoin('reads as r', (join) => join.onRef('r.channel_id', '=', 'c.id').on('r.user_id', '=', userId))
    .leftJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 'c.id').onRef('m.seq', '=', 's.last_seq'))
    .where('c.id', 'in', channelIds)
    .selectAll('c')
    .select([
      's.clock',
      's.last_seq',
      'r.read_seq',
      'm.author_id as last_author',
      'm.content as last_content',
      'm.created_at as last_at',
      'm.deleted_at as last_deleted',
      'm.seq as m_seq',
    ])
    .execute()

type HeadRow = Awaited<ReturnType<typeof headRows>>[number]

function previewOf(row: HeadRow, membership: Membership | null): Head['preview'] {
  if (row.last_author === null || row.last_at === null || row.m_seq === null) return null
  if (membership && row.m_seq < membership.fromSeq) return null
  const text = row.last_deleted === null ? [...(row.last_content ?? '')].slice(0, LIMITS.previewChars).join('') : ''
  return { authorId: row.last_author, text, createdAt: row.last_at }
}

async function membershipsOf(view: View, userId: string, channelIds: readonly string[]): Promise<Map<string, Membership>> {
  const rows: MemberRow[] = await view.db.selectFrom('members').selectAll().where('user_id', '=', userId).where('channel_id', 'in', channelIds).execute()
  return new Map(rows.filter((row) => row.joined === 1).map((row) => [row.channel_id, toMembership(row)]))
}

/** The people of direct conversations; their number is bounded, so the rows are too. */
async function peopleOf(view: View, channelIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await view.db
    .selectFrom('members as m')
    .innerJoin('channels as c', 'c.id', 'm.channel_id')
    .where('c.kind', '=', 'direct')
    .where('m.channel_id', 'in', channelIds)
    .orderBy('m.user_id')
    .select(['m.channel_id', 'm.user_id'])
    .execute()
  return Map.groupBy(rows, (row) => row.channel_id)
    .entries()
    .reduce(
      (people, [id, members]) =>
        people.set(
          id,
          members.map((m) => m.user_id),
        ),
      new Map<string, string[]>(),
    )
}

/** One head, for one who may read the channel. */
export async function head(view: View, input: { userId: string; channelId: string }): Promise<Head> {
  assertMayRead(await standingOf(view, input.userId, input.channelId))
  const [found] = await headsOf(view, input.userId, [input.channelId])
  if (!found) throw new Error('A channel that may be read has no head')
  return found
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
    .where('c.kind', '!=', 'thread')
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
