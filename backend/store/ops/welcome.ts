import { type Head, LIMITS, type User, type Workspace } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { prepared } from '../prepared.ts'
import { toUser, toWorkspace } from '../rows.ts'
import type { UsersTable, WorkspaceTable } from '../tables.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { headsOf } from './heads.ts'
import type { Known } from './told.ts'

/** A conversation of mine: since when, its clock, and when something last happened in it. */
interface Mine extends Known {
  at: number
  active_at: number
}

/** All of a person's conversations. From their memberships to the right, so that a plan that is kept goes by the keys. */
const conversations = prepared<{ userId: string }, Mine>((db, p) =>
  db
    .selectFrom('members as me')
    .leftJoin('channels as c', 'c.id', 'me.channel_id')
    .leftJoin('scopes as s', 's.id', 'me.channel_id')
    .leftJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 'me.channel_id').onRef('m.seq', '=', 's.last_seq'))
    .where('me.user_id', '=', p('userId'))
    .where('me.joined', '=', 1)
    .where('me.thread', '=', 0)
    .select((eb) => ['s.id', 's.clock', 'me.at', eb.fn.coalesce('m.created_at', 'c.created_at').as('active_at')])
    .$castTo<Mine>()
    .compile(),
)

const someone = prepared<{ userId: string }, Selectable<UsersTable> & { clock: number | null }>((db, p) =>
  db.selectFrom('users as u').leftJoin('scopes as s', 's.id', 'u.id').where('u.id', '=', p('userId')).selectAll('u').select('s.clock').compile(),
)

const home = prepared<Record<never, never>, Selectable<WorkspaceTable> & { clock: number | null }>((db) =>
  db.selectFrom('workspace as w').leftJoin('scopes as s', 's.id', 'w.id').selectAll('w').select('s.clock').compile(),
)

async function standOf(view: View, userId: string) {
  const [mine, [user], [workspace]] = await together([conversations(view, { userId }), someone(view, { userId }), home(view, {})])
  if (!workspace) throw new Error('A database without a workspace')
  return { mine, user, workspace, memberOf: recent(mine) }
}

/** What a session follows of them: those joined last. */
const recent = (mine: readonly Mine[]): Known[] =>
  mine
    .toSorted((a, b) => b.at - a.at)
    .slice(0, LIMITS.followedMemberships)
    .map(({ id, clock }) => ({ id, clock }))

/** What a session hears from the start: the person's own conversations, most recent first, with their clocks. */
export async function followed(view: View, input: { userId: string }): Promise<{ channels: Known[]; me: number; workspace: Known }> {
  const { user, workspace, memberOf } = await standOf(view, input.userId)
  return { channels: memberOf, me: user?.clock ?? 0, workspace: { id: workspace.id, clock: workspace.clock ?? 0 } }
}

export interface Welcomed {
  channels: Head[]
  /** Whether there are more. */
  more: boolean
  user: User
  me: number
  workspace: Workspace & { clock: number }
  /** Every conversation the person is in, of this same snapshot: what the session may hear, and from which clock on. */
  memberOf: Known[]
}

/** The answer to `auth`, in one snapshot. */
export async function welcome(view: View, input: { userId: string }): Promise<Welcomed> {
  const { mine, user, workspace, memberOf } = await standOf(view, input.userId)
  if (!user) throw new Error('A session without its person')
  const latest = mine.toSorted((a, b) => b.active_at - a.active_at || (a.id < b.id ? -1 : 1)).slice(0, LIMITS.headsAtStart)
  const channels = await headsOf(
    view,
    input.userId,
    latest.map(({ id }) => id),
  )
  const more = mine.length > latest.length
  return { channels, more, user: toUser(user), me: user.clock ?? 0, workspace: { ...toWorkspace(workspace), clock: workspace.clock ?? 0 }, memberOf }
}
