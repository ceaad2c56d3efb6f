import type { Parent, Standing } from '../models/access.ts'
import { prepared, present } from './prepared.ts'
import type { View } from './tx.ts'

interface Pair {
  user_id: string
  channel_id: string
}

const found = prepared<{ pairs: string }, Row>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<Pair>({ user_id: 'text', channel_id: 'text' }, p('pairs')))
    .leftJoin('channels as c', 'c.id', 'r.channel_id')
    .leftJoin('users as u', 'u.id', 'r.user_id')
    .leftJoin('members as m', (join) => join.onRef('m.channel_id', '=', 'c.id').onRef('m.user_id', '=', 'u.id'))
    // Of a thread only; elsewhere there is nothing to look for.
    .leftJoin('channels as p', 'p.id', 'c.parent_channel_id')
    .leftJoin('members as pm', (join) => join.onRef('pm.channel_id', '=', 'c.parent_channel_id').onRef('pm.user_id', '=', 'u.id'))
    .innerJoin('workspace as w', (join) => join.onTrue())
    .select([
      'u.id as user_id',
      'u.role as user_role',
      'u.deactivated_at',
      'c.id as channel_id',
      'c.kind',
      'c.archived_at',
      'c.slow_ms',
      'c.posting',
      'w.default_channel_id',
      'm.joined',
      'm.role as channel_role',
      'm.from_seq',
      'c.parent_channel_id',
      'c.parent_message_id',
      'c.parent_seq',
      'p.kind as parent_kind',
      'p.archived_at as parent_archived_at',
      'p.slow_ms as parent_slow_ms',
      'p.posting as parent_posting',
      'pm.role as parent_role',
      'pm.joined as parent_joined',
      'pm.from_seq as parent_from_seq',
    ])
    .$castTo<Row>()
    .compile(),
)

interface Row {
  user_id: string
  user_role: Standing['userRole']
  deactivated_at: number | null
  channel_id: string
  kind: Standing['kind']
  archived_at: number | null
  slow_ms: number
  posting: Standing['posting']
  default_channel_id: string
  joined: 0 | 1 | null
  channel_role: Standing['channelRole']
  from_seq: number | null
  parent_channel_id: string | null
  parent_message_id: string | null
  parent_seq: number | null
  parent_kind: Standing['kind'] | null
  parent_archived_at: number | null
  parent_slow_ms: number | null
  parent_posting: Standing['posting'] | null
  parent_role: Standing['channelRole']
  parent_joined: 0 | 1 | null
  parent_from_seq: number | null
}

type Standings = (userId: string, channelId: string) => Standing | undefined

/** Where people stand before channels, in this transaction's view: one query for all pairs. */
export async function standingsOf(view: View, pairs: readonly { userId: string; channelId: string }[]): Promise<Standings> {
  const distinct = new Map(pairs.map(({ userId, channelId }) => [`${userId} ${channelId}`, { user_id: userId, channel_id: channelId }]))
  const rows = distinct.size === 0 ? [] : present(present(await found(view, { pairs: JSON.stringify([...distinct.values()]) }), 'channel_id'), 'user_id')
  const standings = new Map(rows.map((row) => [`${row.user_id} ${row.channel_id}`, toStanding(row)]))
  return (userId, channelId) => standings.get(`${userId} ${channelId}`)
}

/** Where one person stands before one channel. Undefined when there is no such channel. */
export async function standingOf(view: View, userId: string, channelId: string): Promise<Standing | undefined> {
  return (await standingsOf(view, [{ userId, channelId }]))(userId, channelId)
}

function parentOf(row: Row): Parent | null {
  const { parent_channel_id: channelId, parent_message_id: messageId, parent_kind: kind } = row
  if (channelId === null || messageId === null || kind === null) return null
  const visible = (row.parent_seq ?? 0) >= (row.parent_from_seq ?? Number.MIN_SAFE_INTEGER)
  return { channelId, messageId, kind, archived: row.parent_archived_at !== null, joined: row.parent_joined === 1, visible }
}

const toStanding = (row: Row): Standing => ({
  userId: row.user_id,
  userRole: row.user_role,
  deactivated: row.deactivated_at !== null,
  channelId: row.channel_id,
  kind: row.kind,
  archived: row.archived_at !== null,
  // A thread has the rules of its channel.
  slowMs: row.parent_slow_ms ?? row.slow_ms,
  posting: row.parent_posting ?? row.posting,
  isDefault: row.default_channel_id === row.channel_id,
  joined: row.joined === 1,
  channelRole: row.parent_channel_id === null ? row.channel_role : row.parent_role,
  parent: parentOf(row),
  fromSeq: row.from_seq ?? Number.MIN_SAFE_INTEGER,
})
