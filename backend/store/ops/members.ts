import { ChatError, type Head, type Member, type Membership } from '@parley/protocol'
import { assertMayInvite, assertMayRead, assertMayRemove, type Standing } from '../../models/access.ts'
import type { Clocks } from '../clocks.ts'
import { follow, tellMember } from '../followers.ts'
import { assertHeld, lockPlace, underClock } from '../parents.ts'
import { type MemberRow, toMember, toMembership } from '../rows.ts'
import { clockOf, lock, tick } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import { together } from '../together.ts'
import type { Tx, View } from '../tx.ts'
import { headsOf } from './heads.ts'
import { raise } from './reads.ts'

const memberRow = (view: View, channelId: string, userId: string): Promise<MemberRow | undefined> =>
  view.db.selectFrom('members').selectAll().where('channel_id', '=', channelId).where('user_id', '=', userId).executeTakeFirst()

/** Writes a membership at both its positions, and tells both scopes. */
async function put(tx: Tx, row: Omit<MemberRow, 'rev' | 'urev'>): Promise<MemberRow> {
  const [rev, urev] = await together([tick(tx, row.channel_id), tick(tx, row.user_id)])
  const written: MemberRow = { ...row, rev, urev }
  const { channel_id: _channel, user_id: _user, ...columns } = written
  await tx.db
    .insertInto('members')
    .values(written)
    .onConflict((c) => c.columns(['channel_id', 'user_id']).doUpdateSet(columns))
    .execute()
  return written
}

/** Makes somebody a member; already being one changes nothing. No access is asked: callers did. */
export async function join(tx: Tx, input: { channelId: string; userId: string; role: 'owner' | 'member' }): Promise<MemberRow> {
  const [before, { lastSeq }] = await together([memberRow(tx, input.channelId, input.userId), clockOf(tx, input.channelId)])
  if (before?.joined === 1) return before
  const kept = before ?? { level: 'all' as const, muted: 0 as const, favourite: 0 as const, section: '', from_seq: Number.MIN_SAFE_INTEGER, role: input.role }
  const { level, muted, favourite, section, from_seq, role } = kept
  const row = await put(tx, {
    channel_id: input.channelId,
    user_id: input.userId,
    role,
    joined: 1,
    from_seq,
    at_seq: lastSeq,
    at: tx.now,
    level,
    muted,
    favourite,
    section,
    thread: 0,
  })
  tx.changes.push({ to: 'hub', joined: { channelId: row.channel_id, userId: row.user_id, clock: row.rev } })
  tellMember(tx, row)
  // Whoever joins has seen what came before as far as counting goes: unread starts here.
  if (lastSeq > 0) await raise(tx, [{ userId: input.userId, channelId: input.channelId, seq: lastSeq }])
  return row
}

/** Joins a public channel by oneself, or follows a thread. */
export async function joinPublic(tx: Tx, input: { userId: string; channelId: string }): Promise<Head> {
  const clocks = await lockPlace(tx, input.channelId, input.userId)
  const standing = await standingOf(tx, input.userId, input.channelId)
  assertMayRead(standing)
  if (standing.parent) return followThread(tx, clocks, standing)
  if (standing.archived) throw new ChatError('forbidden', 'This channel is archived')
  await join(tx, { ...input, role: 'member' })
  return headFor(tx, input)
}

async function headFor(tx: Tx, { userId, channelId }: { userId: string; channelId: string }): Promise<Head> {
  const [head] = await headsOf(tx, userId, [channelId])
  if (!head) throw new Error('A channel just joined has no head')
  return head
}

/** For members of its channel only: others would hear no news of it. */
async function followThread(tx: Tx, clocks: Clocks, standing: Standing): Promise<Head> {
  assertHeld(clocks, standing)
  if (!standing.parent?.joined) throw new ChatError('forbidden', 'Join the channel to follow its threads')
  const rows = await follow(tx, clocks, [standing])
  await clocks.write(tx)
  for (const row of rows) {
    underClock(tx, clocks, standing)
    tellMember(tx, row)
  }
  const { lastSeq } = clocks.at(standing.channelId)
  if (rows.length > 0 && lastSeq > 0) await raise(tx, [{ ...standing, seq: lastSeq }])
  return headFor(tx, standing)
}

/** Adds people to a channel one is in. */
export async function add(tx: Tx, input: { userId: string; channelId: string; userIds: readonly string[] }): Promise<Member[]> {
  await lock(tx, input.channelId, ...input.userIds)
  assertMayInvite(await standingOf(tx, input.userId, input.channelId))
  const people = await tx.db.selectFrom('users').select(['id', 'deactivated_at']).where('id', 'in', input.userIds).execute()
  if (people.length !== new Set(input.userIds).size || people.some((user) => user.deactivated_at !== null))
    throw new ChatError('not_found', 'One of these people is not here')
  const members: Member[] = []
  for (const userId of input.userIds) members.push(toMember(await join(tx, { channelId: input.channelId, userId, role: 'member' })))
  return members
}

/** Takes somebody out, or lets oneself out. The row stays, as a state. */
export async function remove(tx: Tx, input: { userId: string; channelId: string; memberId: string }): Promise<Member> {
  const clocks = await lockPlace(tx, input.channelId, input.memberId)
  const standing = await standingOf(tx, input.userId, input.channelId)
  assertMayRemove(standing, input.memberId)
  assertHeld(clocks, standing)
  const before = await memberRow(tx, input.channelId, input.memberId)
  if (!before) throw new ChatError('not_found', 'They are not in this channel')
  if (before.joined === 0) return toMember(before)

  const { lastSeq } = await clockOf(tx, input.channelId)
  const row = await put(tx, { ...before, joined: 0, at_seq: lastSeq, at: tx.now })
  if (standing.parent) {
    underClock(tx, clocks, standing)
    tellMember(tx, row)
    return toMember(row)
  }
  const left = await standingOf(tx, input.memberId, input.channelId)
  const readable = left?.kind === 'public' && left.userRole !== 'guest'
  // First the hub forgets them, then the channel hears of it: nothing of the removal's rev reaches who was removed.
  tx.changes.push({ to: 'hub', left: { channelId: row.channel_id, userId: row.user_id, readable } })
  tellMember(tx, row)
  return toMember(row)
}

export interface MembershipChange {
  userId: string
  channelId: string
  level: Membership['level'] | undefined
  muted: boolean | undefined
  favourite: boolean | undefined
  section: string | undefined
}

/** What is one's own about a membership ticks one's own scope only. */
export async function arrange(tx: Tx, input: MembershipChange): Promise<Membership> {
  await lock(tx, input.userId)
  const row = await memberRow(tx, input.channelId, input.userId)
  if (row?.joined !== 1) throw new ChatError('not_found', 'There is no such channel, or you are not in it')
  const flag = (next: boolean | undefined, now: 0 | 1): 0 | 1 => (next === undefined ? now : next ? 1 : 0)
  const urev = await tick(tx, input.userId)
  const next = {
    level: input.level ?? row.level,
    muted: flag(input.muted, row.muted),
    favourite: flag(input.favourite, row.favourite),
    section: input.section ?? row.section,
    urev,
  }
  await tx.db.updateTable('members').set(next).where('channel_id', '=', input.channelId).where('user_id', '=', input.userId).execute()
  const membership = toMembership({ ...row, ...next })
  tx.changes.push({ to: 'user', userId: input.userId, event: { type: 'membership.changed', rev: urev, membership } })
  return membership
}

/** Members by id, a page at a time; those who left are not listed. */
export async function list(
  view: View,
  input: { userId: string; channelId: string; cursor: string | undefined; limit: number },
): Promise<{ members: Member[]; cursor: string | null }> {
  assertMayRead(await standingOf(view, input.userId, input.channelId))
  const rows = await view.db
    .selectFrom('members')
    .selectAll()
    .where('channel_id', '=', input.channelId)
    .where('joined', '=', 1)
    .where('user_id', '>', input.cursor ?? '')
    .orderBy('user_id')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  return { members: shown.map(toMember), cursor: rows.length > input.limit ? (shown.at(-1)?.user_id ?? null) : null }
}
