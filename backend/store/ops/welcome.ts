import { LIMITS, type User, type Workspace } from '@parley/protocol'
import { toUser, toWorkspace } from '../rows.ts'
import { clockOf } from '../scopes.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { type HeadPage, list } from './heads.ts'
import type { Known } from './told.ts'

/** What a session hears from the start: the person's own conversations, most recent first, with their clocks. */
export async function followed(view: View, input: { userId: string }): Promise<{ channels: Known[]; me: number; workspace: Known }> {
  const channels = view.db
    .selectFrom('members as m')
    .innerJoin('scopes as s', 's.id', 'm.channel_id')
    .innerJoin('channels as c', 'c.id', 'm.channel_id')
    .where('m.user_id', '=', input.userId)
    .where('m.joined', '=', 1)
    .where('c.kind', '!=', 'thread')
    .select(['s.id', 's.clock'])
    .orderBy('m.at', 'desc')
    .limit(LIMITS.followedMemberships)
    .execute()
  const workspace = view.db.selectFrom('workspace as w').innerJoin('scopes as s', 's.id', 'w.id').select(['s.id', 's.clock']).executeTakeFirstOrThrow()
  const [own, ...rest] = await together([clockOf(view, input.userId), channels, workspace])
  return { channels: rest[0], me: own.clock, workspace: rest[1] }
}

export interface Welcomed extends HeadPage {
  user: User
  me: number
  workspace: Workspace & { clock: number }
  /** Every conversation the person is in, of this same snapshot: what the session may hear, and from which clock on. */
  memberOf: Known[]
}

/** The answer to `auth`, in one snapshot. */
export async function welcome(view: View, input: { userId: string }): Promise<Welcomed> {
  const [user, workspace, { channels, me, workspace: scope }, heads] = await together([
    view.db.selectFrom('users').selectAll().where('id', '=', input.userId).executeTakeFirstOrThrow(),
    view.db.selectFrom('workspace').selectAll().executeTakeFirstOrThrow(),
    followed(view, input),
    list(view, { userId: input.userId, cursor: undefined, limit: LIMITS.headsAtStart }),
  ])
  return { ...heads, user: toUser(user), me, workspace: { ...toWorkspace(workspace), clock: scope.clock }, memberOf: channels }
}
