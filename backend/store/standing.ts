import type { Standing } from '../models/access.ts'
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

const toStanding = (row: Row): Standing => ({
  userId: row.user_id,
  userRole: row.user_role,
  deactivated: row.deactivated_at !== null,
  channelId: row.channel_id,
  kind: row.kind,
  archived: row.archived_at !== null,
  slowMs: row.slow_ms,
  posting: row.posting,
  isDefault: row.default_channel_id === row.channel_id,
  joined: row.joined === 1,
  channelRole: row.channel_role,
  fromSeq: row.from_seq ?? Number.MIN_SAFE_INTEGER,
})
