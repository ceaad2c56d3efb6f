import type { Clocks } from './clocks.ts'
import type { Columns } from './dialect.ts'
import { parts } from './parts.ts'
import { prepared, present } from './prepared.ts'
import { type MemberRow, toMember, toMembership } from './rows.ts'
import type { Tx } from './tx.ts'

type Place = { userId: string; channelId: string }
type Pair = Pick<MemberRow, 'user_id' | 'channel_id'>

const known = prepared<{ pairs: string }, MemberRow>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<Pair>({ user_id: 'text', channel_id: 'text' }, p('pairs')))
    .leftJoin('members as m', (join) => join.onRef('m.user_id', '=', 'r.user_id').onRef('m.channel_id', '=', 'r.channel_id'))
    .selectAll('m')
    .$castTo<MemberRow>()
    .compile(),
)

const columns = parts.members.columns as Columns<MemberRow>
const names = Object.keys(columns) as (keyof MemberRow)[]
const changing = names.filter((name) => name !== 'channel_id' && name !== 'user_id')

const put = prepared<{ rows: string }, unknown>((db, p, dialect) =>
  db
    .insertInto('members')
    .columns(names)
    // A conflict clause after a select needs a `where` before it in SQLite, or it would be read as a join.
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows<MemberRow>(columns, p('rows')))
        .select(names)
        .where('r.rev', '>', 0),
    )
    .onConflict((row) =>
      row.columns(['channel_id', 'user_id']).doUpdateSet((eb) => Object.fromEntries(changing.map((name) => [name, eb.ref(`excluded.${name}`)]))),
    )
    .compile(),
)

/**
 * Lets people follow threads; who follows already is left as they are. The clocks of both are locked, and written by whoever
 * asked, who was asked about access too. Answers what changed, in the order of the clocks, to be told by the caller.
 */
export async function follow(tx: Tx, clocks: Clocks, places: readonly Place[]): Promise<MemberRow[]> {
  const pairs = new Map(places.map(({ userId, channelId }) => [`${userId} ${channelId}`, { user_id: userId, channel_id: channelId }]))
  if (pairs.size === 0) return []
  const before = new Map(
    present(await known(tx, { pairs: JSON.stringify([...pairs.values()]) }), 'user_id').map((row) => [`${row.user_id} ${row.channel_id}`, row]),
  )
  const rows = [...pairs].flatMap(([key, pair]) => {
    const row = before.get(key)
    return row?.joined === 1 ? [] : [joined(tx, clocks, pair, row)]
  })
  await putMembers(tx, rows)
  return rows
}

/** Writes memberships as they are, whatever was there. */
export async function putMembers(tx: Tx, rows: readonly MemberRow[]): Promise<void> {
  if (rows.length > 0) await put(tx, { rows: JSON.stringify(rows) })
}

/** What a membership begins with. */
export const usual = { role: 'member', from_seq: Number.MIN_SAFE_INTEGER, level: 'all', muted: 0, favourite: 0, section: '' } as const

function joined(tx: Tx, clocks: Clocks, pair: Pair, before: MemberRow | undefined): MemberRow {
  return {
    ...(before ?? usual),
    ...pair,
    joined: 1,
    thread: 1,
    at_seq: clocks.at(pair.channel_id).lastSeq,
    at: tx.now,
    rev: ticked(clocks, pair.channel_id),
    urev: ticked(clocks, pair.user_id),
  }
}

function ticked(clocks: Clocks, id: string): number {
  const rev = clocks.tick(id)
  if (rev === undefined) throw new Error('A follower or a thread without a clock')
  return rev
}

/** Tells both scopes of a membership. */
export function tellMember(tx: Tx, row: MemberRow): void {
  tx.changes.push({
    to: 'channel',
    channelId: row.channel_id,
    event: { type: 'member.changed', channelId: row.channel_id, rev: row.rev, member: toMember(row) },
  })
  tx.changes.push({ to: 'user', userId: row.user_id, event: { type: 'membership.changed', rev: row.urev, membership: toMembership(row) } })
}
