import { LIMITS, type Message, type Preferences } from '@parley/protocol'
import type { Before } from '@parley/protocol/notice'
import { sql } from 'kysely'
import { mayRead } from '../../models/access.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { standingOf } from '../standing.ts'
import type { Tx, View } from '../tx.ts'
import { putJobs } from './jobs.ts'
import { channelOf } from './pages.ts'
import { get as preferencesOf } from './preferences.ts'
import { devices, type Subscription } from './push.ts'

/** All that decides whether somebody is told of a message, but how they are there just now. */
export interface Facts {
  message: Message
  place: Before['place']
  channelName: string
  authorName: string
  named: Before['message']['named']
  membership: Before['membership']
  read: boolean
  devices: Subscription[]
  email: string | null
  preferences: Preferences
}

/** Where mails to somebody go. */
export const email = async (view: View, { userId }: { userId: string }): Promise<string | null> =>
  (await view.db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirst())?.email ?? null

/** For one who may read it; null for all others, and where it is gone. */
export async function facts(view: View, { userId, messageId }: { userId: string; messageId: string }): Promise<Facts | null> {
  const channelId = await channelOf(view, messageId).catch(() => null)
  const standing = channelId === null ? undefined : await standingOf(view, userId, channelId)
  if (channelId === null || !mayRead(standing)) return null
  const row = await view.db.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst()
  if (!row || row.seq < standing.fromSeq) return null
  const channel = await view.db.selectFrom('channels').select(['kind', 'name']).where('id', '=', channelId).executeTakeFirstOrThrow()
  const author = await view.db.selectFrom('users').select('name').where('id', '=', row.author_id).executeTakeFirst()
  const user = await view.db.selectFrom('users').select('email').where('id', '=', userId).executeTakeFirstOrThrow()
  const mark = await view.db.selectFrom('reads').select('read_seq').where('user_id', '=', userId).where('channel_id', '=', channelId).executeTakeFirst()
  return {
    message: toMessage(row),
    place: channel.kind === 'direct' || channel.kind === 'thread' ? channel.kind : 'channel',
    channelName: channel.name,
    authorName: author?.name ?? '',
    named: await namedAs(view, userId, row),
    membership: await membershipIn(view, userId, [channelId, standing.parent?.channelId]),
    read: (mark?.read_seq ?? 0) >= row.seq,
    devices: await devices(view, { userId }),
    email: user.email,
    preferences: await preferencesOf(view, { userId }),
  }
}

/** The closest way a message names somebody. */
async function namedAs(view: View, userId: string, { mentions }: MessageRow): Promise<Before['message']['named']> {
  const targets = mentions === null ? [] : (JSON.parse(mentions) as string[])
  if (targets.includes(userId)) return 'person'
  const others = targets.filter((target) => target !== 'channel' && target !== 'here')
  const group =
    others.length > 0 &&
    (await view.db.selectFrom('group_members').select('group_id').where('user_id', '=', userId).where('group_id', 'in', others).executeTakeFirst())
  if (group) return 'group'
  return targets.includes('channel') ? 'channel' : targets.includes('here') ? 'here' : null
}

/** Of the first of these that they are in: who is named in a thread that they do not follow is a member of its channel. */
async function membershipIn(view: View, userId: string, channelIds: readonly (string | undefined)[]): Promise<Before['membership']> {
  for (const id of channelIds) {
    if (!id) continue
    const row = await view.db
      .selectFrom('members')
      .select(['level', 'muted', 'joined'])
      .where('channel_id', '=', id)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    if (row?.joined === 1) return { level: row.level, muted: row.muted === 1 }
  }
  return null
}

/** Messages of a channel above its mark, oldest first; where there is no mark, or it was left behind long ago, from `from` on. */
export async function untold(view: View, { channelId, from }: { channelId: string; from: number }): Promise<{ id: string; seq: number }[]> {
  const mark = await view.db.selectFrom('notice_marks').select('seq').where('channel_id', '=', channelId).executeTakeFirst()
  return view.db
    .selectFrom('messages')
    .select(['id', 'seq'])
    .where('channel_id', '=', channelId)
    .where('seq', '>', mark?.seq ?? from - 1)
    .where('created_at', '>', view.now - LIMITS.newsMs)
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .limit(LIMITS.pageRows)
    .execute()
}

/** Up to here everybody has been thought of. */
export async function mark(tx: Tx, { channelId, seq }: { channelId: string; seq: number }): Promise<null> {
  await tx.db
    .insertInto('notice_marks')
    .values({ channel_id: channelId, seq })
    .onConflict((c) => c.column('channel_id').doUpdateSet({ seq }).where('notice_marks.seq', '<', seq))
    .execute()
  return null
}

/** What a channel that nobody was ever told of may have untold. */
const UNMARKED = 100

/**
 * Channels whose last message is above their mark, or which have none yet: what a crash left between a message and its job. Only where that
 * message came after `since`, because older ones are no news (nor is what was brought in), and before `until`, because what came later may be under way.
 */
export const behind = (view: View, { since, until }: { since: number; until: number }): Promise<{ channelId: string; from: number }[]> =>
  view.db
    .selectFrom('scopes as s')
    .innerJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 's.id').onRef('m.seq', '=', 's.last_seq'))
    .leftJoin('notice_marks as n', 'n.channel_id', 's.id')
    .where((eb) => eb.or([eb('n.seq', 'is', null), eb('n.seq', '<', eb.ref('s.last_seq'))]))
    .where('m.source', 'is', null)
    .where('m.created_at', '>', since)
    .where('m.created_at', '<=', until)
    .select([
      's.id as channelId',
      (eb) =>
        eb
          .selectFrom('messages as f')
          .whereRef('f.channel_id', '=', 's.id')
          .where('f.seq', '>', eb.fn.coalesce('n.seq', eb('s.last_seq', '-', UNMARKED)))
          .where('f.created_at', '>', since)
          .select((f) => f.fn.min<number>('f.seq').as('seq'))
          .as('from'),
    ])
    .$castTo<{ channelId: string; from: number }>()
    .limit(10_000)
    .execute()

const EACH = 1_000

/**
 * A job for each person whom a message may concern and who can be reached while they are not looking: those it names, those of a
 * direct conversation or a thread, and those who want to hear of more. A page of them; answers who was the last, or null at the end.
 */
export async function fanOut(tx: Tx, { messageId, after, mails }: { messageId: string; after: string; mails: boolean }): Promise<string | null> {
  const row = await tx.db.selectFrom('messages').selectAll().where('id', '=', messageId).executeTakeFirst()
  if (!row || row.deleted_at !== null) return null
  const channel = await tx.db.selectFrom('channels').select(['kind', 'parent_channel_id']).where('id', '=', row.channel_id).executeTakeFirstOrThrow()
  const targets = row.mentions === null ? [] : (JSON.parse(row.mentions) as string[])
  const named = targets.filter((target) => target !== 'channel' && target !== 'here')
  const isForAll = channel.kind === 'direct' || channel.kind === 'thread' || named.length < targets.length
  const isWanted = await tx.db.selectFrom('preferences').select('user_id').where('wide', '=', 1).limit(1).executeTakeFirst()
  if (!isForAll && named.length === 0 && !isWanted) return null
  const places = named.length > 0 && channel.parent_channel_id ? [row.channel_id, channel.parent_channel_id] : [row.channel_id]
  const people = await tx.db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .where('m.channel_id', 'in', places)
    .where('m.joined', '=', 1)
    .where('m.user_id', '>', after)
    .where('m.user_id', '!=', row.author_id)
    .where('u.deactivated_at', 'is', null)
    .where((eb) => {
      const wide = eb.exists(eb.selectFrom('preferences as p').select('p.user_id').whereRef('p.user_id', '=', 'm.user_id').where('p.wide', '=', 1))
      const here = eb('m.channel_id', '=', row.channel_id)
      const concerned = isForAll ? here : eb.and([here, wide])
      if (named.length === 0) return concerned
      const inGroup = eb.selectFrom('group_members as g').select('g.user_id').whereRef('g.user_id', '=', 'm.user_id').where('g.group_id', 'in', named)
      return eb.or([concerned, eb('m.user_id', 'in', named), eb.exists(inGroup)])
    })
    .where((eb) => {
      const device = eb.exists(eb.selectFrom('push_subscriptions as d').select('d.id').whereRef('d.user_id', '=', 'm.user_id'))
      return mails ? eb.or([device, eb('u.email', 'is not', null)]) : device
    })
    .select('m.user_id as id')
    .distinct()
    .orderBy('m.user_id')
    .limit(EACH)
    .execute()
  const jobs = people.map(({ id }) => ({
    id: `notice:${messageId}:${id}`,
    kind: 'notice',
    dueAt: row.created_at + LIMITS.noticeMs,
    payload: { messageId, userId: id },
  }))
  await putJobs(tx, jobs)
  return people.length === EACH ? (people.at(-1)?.id ?? null) : null
}

/** Messages of one conversation that a person has not read, as ids, oldest first. */
export const unread = (view: View, { userId, channelId }: { userId: string; channelId: string }): Promise<{ id: string; seq: number }[]> =>
  view.db
    .selectFrom('messages as m')
    .leftJoin('reads as k', (join) => join.onRef('k.channel_id', '=', 'm.channel_id').on('k.user_id', '=', userId))
    .where('m.channel_id', '=', channelId)
    .where('m.author_id', '!=', userId)
    .where('m.deleted_at', 'is', null)
    .where((eb) => eb('m.seq', '>', eb.fn.coalesce('k.read_seq', sql<number>`0`)))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('deliveries as d')
            .select('d.id')
            .whereRef('d.message_id', '=', 'm.id')
            .where('d.user_id', '=', userId)
            .where('d.way', '=', 'mail')
            .where('d.state', '=', 'sent'),
        ),
      ),
    )
    .select(['m.id', 'm.seq'])
    .orderBy('m.seq', 'desc')
    .limit(LIMITS.pageRows)
    .execute()
