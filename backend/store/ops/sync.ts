import { type DurableEvent, LIMITS, type Message } from '@parley/protocol'
import { assertMayRead, mayRead, type Standing } from '../../models/access.ts'
import { type MemberRow, type MessageRow, toChannel, toMember, toMembership, toMessage, toReaction, toRead, toUser, toWorkspace } from '../rows.ts'
import { clockOf, scopesOf } from '../scopes.ts'
import { standingOf, standingsOf } from '../standing.ts'
import type { ReactionsTable } from '../tables.ts'
import type { View } from '../tx.ts'
import { emojiSince } from './emoji.ts'
import { groupsSince } from './groups.ts'
import { laterSince } from './later.ts'
import { preferencesSince } from './preferences.ts'

/** What one scope changed since a clock, in rev order, with the clock now reached. `more`: ask again from that clock. */
export interface Missed {
  events: DurableEvent[]
  clock: number
  more: boolean
}

/** The changed rows of a channel: the union of its tables above `since`, in one snapshot with the clock. */
export async function channelSince(view: View, input: { userId: string; channelId: string; since: number }): Promise<Missed> {
  const standing = await standingOf(view, input.userId, input.channelId)
  assertMayRead(standing)
  return channelRows(view, { channelId: input.channelId, since: input.since, fromSeq: standing.fromSeq })
}

/** The same for all who may read the channel from its beginning, and its last number in the same snapshot. */
export async function recentRows(view: View, { channelId, since }: { channelId: string; since: number }): Promise<Missed & { lastSeq: number }> {
  const { lastSeq } = await clockOf(view, channelId)
  return { ...(await channelRows(view, { channelId, since, fromSeq: Number.MIN_SAFE_INTEGER })), lastSeq }
}

/** The same for whoever asked about access already. */
export async function channelRows(view: View, { channelId, since, fromSeq }: Omit<Above, 'limit'>): Promise<Missed> {
  const scope = await clockOf(view, channelId)
  const above = { channelId, since, fromSeq, limit: LIMITS.catchUpRows + 1 }
  const messages = (await changedOf<MessageRow>(view, 'messages', above)).map(messageEvent)
  const members = (await changedMembers(view, above)).map(memberEvent)
  const reactions = (await changedOf<ReactionsTable>(view, 'reactions', above)).map(reactionEvent)
  const row = await view.db.selectFrom('channels').selectAll().where('id', '=', channelId).where('rev', '>', since).executeTakeFirst()
  const own: DurableEvent[] = row ? [{ type: 'channel.changed', channelId, rev: row.rev, channel: toChannel(row, scope) }] : []
  return bounded([...messages, ...members, ...reactions, ...own], scope.clock)
}

interface Above {
  channelId: string
  since: number
  /** How far back this person reads. */
  fromSeq: number
  limit: number
}

/** Of what hangs on a place in the channel, so that how far back somebody reads decides. */
const changedOf = <Row>(view: View, table: 'messages' | 'reactions', { channelId, since, fromSeq, limit }: Above): Promise<Row[]> =>
  view.db
    .selectFrom(table as 'messages')
    .selectAll()
    .where('channel_id', '=', channelId)
    .where('rev', '>', since)
    .where('seq', '>=', fromSeq)
    .orderBy('rev')
    .limit(limit)
    .$castTo<Row>()
    .execute()

const changedMembers = (view: View, { channelId, since, limit }: Above): Promise<MemberRow[]> =>
  view.db.selectFrom('members').selectAll().where('channel_id', '=', channelId).where('rev', '>', since).orderBy('rev').limit(limit).execute()

const messageEvent = (row: MessageRow): DurableEvent => ({ type: 'message.changed', channelId: row.channel_id, rev: row.rev, message: toMessage(row) })
const memberEvent = (row: MemberRow): DurableEvent => ({ type: 'member.changed', channelId: row.channel_id, rev: row.rev, member: toMember(row) })

const reactionEvent = (row: ReactionsTable): DurableEvent => ({ type: 'reaction.changed', channelId: row.channel_id, rev: row.rev, reaction: toReaction(row) })

/** At most 1,000 rows or 1 MiB of one scope; the clock answered is then that of the last row told. */
function bounded(events: DurableEvent[], clock: number): Missed {
  events.sort((a, b) => a.rev - b.rev)
  let bytes = 0
  let end = 0
  while (end < events.length && end < LIMITS.catchUpRows && bytes < LIMITS.catchUpBytes) {
    bytes += sizeOf(events[end])
    end++
  }
  const more = end < events.length
  return { events: events.slice(0, end), clock: more ? (events[end - 1]?.rev ?? clock) : clock, more }
}

const pollSize = ({ poll }: Message): number => (poll ? JSON.stringify(poll).length : 0)

function sizeOf(event: DurableEvent | undefined): number {
  if (event?.type === 'message.changed') return 400 + event.message.content.length * 2 + pollSize(event.message)
  if (event?.type === 'group.changed') return 400 + event.group.members.length * 39
  return event?.type === 'later.changed' && 'content' in event.later ? 400 + event.later.content.length * 2 : 400
}

/** These two scopes have no pages: what is too much for one catch-up is read afresh, from the clock reached. */
const wholeOrNone = (missed: Missed, clock: number): Missed => (missed.more ? { events: [], clock, more: true } : missed)

/** A person's own scope: memberships, read marks, preferences and what is kept for later. */
export async function ownSince(view: View, input: { userId: string; since: number }): Promise<Missed> {
  const missed = await ownRows(view, input)
  return wholeOrNone(missed, missed.more ? (await clockOf(view, input.userId)).clock : missed.clock)
}

/** As many of its rows as one catch-up takes. */
export async function ownRows(view: View, input: { userId: string; since: number }): Promise<Missed> {
  const { clock } = await clockOf(view, input.userId)
  if (clock <= input.since) return { events: [], clock, more: false }
  const limit = LIMITS.catchUpRows + 1
  const mine = { memberships: view.db.selectFrom('members').selectAll(), reads: view.db.selectFrom('reads').selectAll() }
  const memberships = await mine.memberships.where('user_id', '=', input.userId).where('urev', '>', input.since).orderBy('urev').limit(limit).execute()
  const reads = await mine.reads.where('user_id', '=', input.userId).where('urev', '>', input.since).orderBy('urev').limit(limit).execute()
  const events: DurableEvent[] = [
    ...memberships.map((row) => ({ type: 'membership.changed' as const, rev: row.urev, membership: toMembership(row) })),
    ...reads.map((row) => ({ type: 'read.changed' as const, rev: row.urev, read: toRead(row) })),
    ...(await preferencesSince(view, input)),
    ...(await laterSince(view, { ...input, limit })),
  ]
  return bounded(events, clock)
}

/** The workspace's scope: public profiles, groups, emoji and its own row. */
export async function workspaceSince(view: View, input: { since: number }): Promise<Missed> {
  const missed = await workspaceRows(view, input)
  if (!missed.more) return missed
  const { id } = await view.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()
  return wholeOrNone(missed, (await clockOf(view, id)).clock)
}

/** As many of its rows as one catch-up takes. */
export async function workspaceRows(view: View, input: { since: number }): Promise<Missed> {
  const own = await view.db.selectFrom('workspace').selectAll().executeTakeFirstOrThrow()
  const { clock } = await clockOf(view, own.id)
  const users = await view.db
    .selectFrom('users')
    .selectAll()
    .where('rev', '>', input.since)
    .orderBy('rev')
    .limit(LIMITS.catchUpRows + 1)
    .execute()
  const events: DurableEvent[] = users.map((row) => ({ type: 'user.changed', rev: row.rev, user: toUser(row) }))
  events.push(...(await groupsSince(view, input.since)), ...(await emojiSince(view, input.since)))
  if (own.rev > input.since) events.push({ type: 'workspace.changed', rev: own.rev, workspace: toWorkspace(own) })
  return bounded(events, clock)
}

export interface Comparison {
  /** Some clock lies above ours: the database went back in time, so nothing the client holds can be trusted. */
  future: boolean
  /** Channels with changes, and those without. */
  behind: string[]
  level: Record<string, number>
  /** Channels that may no longer be read. */
  gone: string[]
  /** Of those behind: read only from some message on. */
  partly: string[]
}

interface Position {
  userId: string
  clocks: Readonly<Record<string, number>>
  me: number | undefined
  workspace: number | undefined
}

/** Where clients stand against this database, before any row is read. */
export async function compareAll(view: View, inputs: readonly Position[]): Promise<Comparison[]> {
  const { id: workspaceId } = await view.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()
  const places = inputs.flatMap(({ userId, clocks }) => Object.keys(clocks).map((channelId) => ({ userId, channelId })))
  const people = inputs.map(({ userId }) => userId)
  const scopes = await scopesOf(view, [...new Set([...places.map(({ channelId }) => channelId), ...people, workspaceId])])
  const clockAt = (id: string): number => scopes.get(id)?.clock ?? 0
  const standings = await standingsOf(view, places)
  return inputs.map((input) => comparisonOf(input, clockAt, (channelId) => standings(input.userId, channelId), clockAt(workspaceId)))
}

function comparisonOf(
  { userId, clocks, me = 0, workspace = 0 }: Position,
  clockAt: (id: string) => number,
  standingAt: (channelId: string) => Standing | undefined,
  workspaceClock: number,
): Comparison {
  const answer: Comparison = { future: me > clockAt(userId) || workspace > workspaceClock, behind: [], level: {}, gone: [], partly: [] }
  for (const [channelId, known] of Object.entries(clocks)) {
    const standing = standingAt(channelId)
    if (mayRead(standing)) weigh(answer, { id: channelId, clock: clockAt(channelId), partly: standing.fromSeq > 1 }, known)
    else answer.gone.push(channelId)
  }
  return answer
}

/** Adds how a client that knows a channel to `known` stands to it. */
export function weigh(answer: Comparison, { id, clock, partly }: { id: string; clock: number; partly: boolean }, known: number): void {
  if (known > clock) answer.future = true
  else if (known === clock) answer.level[id] = clock
  else {
    answer.behind.push(id)
    if (partly) answer.partly.push(id)
  }
}
