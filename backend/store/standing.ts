import type { Kysely } from 'kysely'
import type { Standing } from '../models/access.ts'
import { prepared } from './prepared.ts'
import type { Tables } from './tables.ts'
import type { View } from './tx.ts'

const beforeChannel = (db: Kysely<Tables>) =>
  db
    .selectFrom('channels as c')
    .innerJoin('users as u', (join) => join.onTrue())
    .leftJoin('members as m', (join) => join.onRef('m.channel_id', '=', 'c.id').onRef('m.user_id', '=', 'u.id'))
    .innerJoin('workspace as w', (join) => join.onTrue())
    .select([
      'u.id as user_id',
      'u.role as user_role',
      'u.deactivated_at',
      'c.id as channel_id',
      'c.kind',
      'c.archived_at',
      'w.default_channel_id',
      'm.joined',
      'm.role as channel_role',
      'm.from_seq',
    ])

const found = prepared<{ channelId: string; userId: string }, Row>((db, p) =>
  beforeChannel(db).where('c.id', '=', p('channelId')).where('u.id', '=', p('userId')).compile(),
)

interface Row {
  user_id: string
  user_role: Standing['userRole']
  deactivated_at: number | null
  channel_id: string
  kind: Standing['kind']
  archived_at: number | null
  default_channel_id: string
  joined: 0 | 1 | null
  channel_role: Standing['channelRole']
  from_seq: number | null
}

const toStanding = (row: Row): Standing => ({
  userId: row.user_id,
  userRole: row.user_role,
  deactivated: row.deactivated_at !== null,
  channelId: row.channel_id,
  kind: row.kind,
  archived: row.archived_at !== null,
  isDefault: row.default_channel_id === row.channel_id,
  joined: row.joined === 1,
  channelRole: row.channel_role,
  fromSeq: row.from_seq ?? Number.MIN_SAFE_INTEGER,
})

/** Where a person stands before a channel, in this transaction's view. Undefined when there is no such channel. */
export async function standingOf(view: View, userId: string, channelId: string): Promise<Standing | undefined> {
  const [row] = await found(view.db, { channelId, userId })
  return row && toStanding(row)
}

/** Where these people stand before a channel. */
export async function standingsOf(view: View, userIds: readonly string[], channelId: string): Promise<Standing[]> {
  const standings: Standing[] = []
  for (let from = 0; from < userIds.length; from += 500) {
    const rows = await beforeChannel(view.db)
      .where('c.id', '=', channelId)
      .where('u.id', 'in', userIds.slice(from, from + 500))
      .execute()
    standings.push(...rows.map(toStanding))
  }
  return standings
}
