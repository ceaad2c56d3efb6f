import { type Head, LIMITS, type User, type Workspace } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { prepared, present } from '../prepared.ts'
import { toUser, toWorkspace } from '../rows.ts'
import { scopesOf } from '../scopes.ts'
import type { UsersTable, WorkspaceTable } from '../tables.ts'
import { together } from '../together.ts'
import type { View } from '../tx.ts'
import { headsFor } from './heads.ts'
import type { Known } from './told.ts'

/** A conversation of somebody's: since when, and its clock. */
interface Place extends Known {
  user_id: string
  at: number
}

/** And when something last happened in it, and from which message on they read it. */
interface Mine extends Place {
  from_seq: number
  active_at: number
}

/** All conversations of these people. From their memberships to the right, so that a plan that is kept goes by the keys. */
const conversations = prepared<{ people: string }, Mine>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('people')))
    .leftJoin('members as me', 'me.user_id', 'r.id')
    .leftJoin('channels as c', 'c.id', 'me.channel_id')
    .leftJoin('scopes as s', 's.id', 'me.channel_id')
    .leftJoin('messages as m', (join) => join.onRef('m.channel_id', '=', 'me.channel_id').onRef('m.seq', '=', 's.last_seq'))
    .where('me.joined', '=', 1)
    .where('me.thread', '=', 0)
    .select((eb) => ['s.id', 's.clock', 'me.user_id', 'me.at', 'me.from_seq', eb.fn.coalesce('m.created_at', 'c.created_at').as('active_at')])
    .$castTo<Mine>()
    .compile(),
)

/** What is asked of them to follow them, and no more. */
const places = prepared<{ people: string }, Place>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('people')))
    .leftJoin('members as me', 'me.user_id', 'r.id')
    .leftJoin('scopes as s', 's.id', 'me.channel_id')
    .where('me.joined', '=', 1)
    .where('me.thread', '=', 0)
    .select(['s.id', 's.clock', 'me.user_id', 'me.at'])
    .$castTo<Place>()
    .compile(),
)

const someone = prepared<{ people: string }, Selectable<UsersTable> & { clock: number | null }>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('people')))
    .leftJoin('users as u', 'u.id', 'r.id')
    .leftJoin('scopes as s', 's.id', 'r.id')
    .selectAll('u')
    .select('s.clock')
    .$castTo<Selectable<UsersTable> & { clock: number | null }>()
    .compile(),
)

const home = prepared<Record<never, never>, Selectable<WorkspaceTable> & { clock: number | null }>((db) =>
  db.selectFrom('workspace as w').leftJoin('scopes as s', 's.id', 'w.id').selectAll('w').select('s.clock').compile(),
)

interface Whose {
  userId: string
}

/** These people's ids, each once, as a parameter. */
const peopleIn = (inputs: readonly Whose[]): string => JSON.stringify([...new Set(inputs.map(({ userId }) => userId))].map((id) => ({ id })))

/** What a session follows: those joined last. */
const recent = <P extends Place>(mine: readonly P[]): P[] => mine.toSorted((a, b) => b.at - a.at).slice(0, LIMITS.followedMemberships)

/** A conversation that somebody is in, and whether they read it only from some message on. */
export interface Membership extends Known {
  partly: boolean
}

const knownOf = ({ id, clock }: Known): Known => ({ id, clock })

export interface Followed {
  channels: Known[]
  me: number
  workspace: Known
}

/** What sessions hear from the start: each person's own conversations, most recent first, with their clocks. */
export async function followedByAll(view: View, inputs: readonly Whose[]): Promise<Followed[]> {
  const ids = inputs.map(({ userId }) => userId)
  const [mine, clocks, [workspace]] = await together([places(view, { people: peopleIn(inputs) }), scopesOf(view, ids), home(view, {})])
  if (!workspace) throw new Error('A database without a workspace')
  const byPerson = Map.groupBy(mine, ({ user_id }) => user_id)
  const known = { id: workspace.id, clock: workspace.clock ?? 0 }
  return ids.map((id) => ({ channels: recent(byPerson.get(id) ?? []).map(knownOf), me: clocks.get(id)?.clock ?? 0, workspace: known }))
}

export interface Welcomed {
  channels: Head[]
  /** Whether there are more. */
  more: boolean
  user: User
  me: number
  workspace: Workspace & { clock: number }
  /** Every conversation the person is in, of this same snapshot: what the session may hear, and from which clock on. */
  memberOf: Membership[]
}

const latest = (mine: readonly Mine[]): string[] =>
  mine
    .toSorted((a, b) => b.active_at - a.active_at || (a.id < b.id ? -1 : 1))
    .slice(0, LIMITS.headsAtStart)
    .map(({ id }) => id)

/** The answers to `auth`, in one snapshot. */
export async function welcomeAll(view: View, inputs: readonly Whose[]): Promise<Welcomed[]> {
  const people = peopleIn(inputs)
  const [mine, users, [own]] = await together([conversations(view, { people }), someone(view, { people }), home(view, {})])
  if (!own) throw new Error('A database without a workspace')
  const workspace = { ...toWorkspace(own), clock: own.clock ?? 0 }
  const byPerson = Map.groupBy(mine, ({ user_id }) => user_id)
  const known = new Map(present(users, 'id').map((user) => [user.id, user]))
  const shown = [...known.keys()].map((userId) => ({ userId, channelIds: latest(byPerson.get(userId) ?? []) }))
  const heads = await headsFor(view, shown)
  const answers = new Map(shown.map(({ userId }, at) => [userId, heads[at] ?? []]))
  return inputs.map(({ userId }) => {
    const [user, channels, all] = [known.get(userId), answers.get(userId) ?? [], byPerson.get(userId) ?? []]
    if (!user) throw new Error('A session without its person')
    return {
      channels,
      more: all.length > channels.length,
      user: toUser(user),
      me: user.clock ?? 0,
      workspace,
      memberOf: recent(all).map((place) => ({ ...knownOf(place), partly: place.from_seq > 1 })),
    }
  })
}
