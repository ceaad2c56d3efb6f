import { type Channel, ChatError, type PersonStatus, type Preferences, type User, type Workspace } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { channelKey, handleKey } from '../../models/names.ts'
import { same, toChannel, toUser, toWorkspace } from '../rows.ts'
import { count, lock, tick } from '../scopes.ts'
import type { UsersTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'
import { assertHandleFree } from './handles.ts'

/** `%` and `_` mean themselves. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`

export async function byIds(view: View, input: { userIds: readonly string[] }): Promise<User[]> {
  const rows = await view.db.selectFrom('users').selectAll().where('id', 'in', input.userIds).execute()
  return rows.map(toUser)
}

/** People by handle; `q` matches handle and name. */
export async function list(view: View, input: { q: string; cursor: string | undefined; limit: number }): Promise<{ users: User[]; cursor: string | null }> {
  let query = view.db
    .selectFrom('users')
    .selectAll()
    .where('handle', '>', input.cursor ?? '')
  if (input.q !== '') {
    const pattern = like(input.q.toLowerCase())
    query = query.where((eb) => eb.or([eb(eb.fn<string>('lower', ['name']), 'like', pattern), eb('handle', 'like', pattern)]))
  }
  const rows = await query
    .orderBy('handle')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  return { users: shown.map(toUser), cursor: rows.length > input.limit ? (shown.at(-1)?.handle ?? null) : null }
}

/** Tells others when somebody is not to be disturbed, where that changed. The workspace's clock is locked. */
export async function tellQuiet(tx: Tx, workspaceId: string, userId: string, { quiet, timeZone }: Pick<Preferences, 'quiet' | 'timeZone'>): Promise<void> {
  const said = quiet.until !== null || quiet.hours !== null ? JSON.stringify({ ...quiet, timeZone }) : null
  const row = await tx.db.selectFrom('users').select('quiet').where('id', '=', userId).executeTakeFirst()
  if (row && row.quiet !== said) await change(tx, workspaceId, userId, { quiet: said })
}

/** Locks the workspace's clock before anything is asked that decides: of two last owners who resign at once, one stays. */
async function lockWorkspace(tx: Tx): Promise<string> {
  const { id } = await tx.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()
  await lock(tx, id)
  return id
}

/** Writes a changed profile and tells the workspace, whose clock is locked. */
export async function change(tx: Tx, workspaceId: string, userId: string, columns: Partial<Selectable<UsersTable>>): Promise<User> {
  const rev = await tick(tx, workspaceId)
  const row = await tx.db
    .updateTable('users')
    .set({ ...columns, rev })
    .where('id', '=', userId)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new ChatError('not_found', 'There is no such person')
  const user = toUser(row)
  tx.changes.push({ to: 'workspace', event: { type: 'user.changed', rev, user } })
  return user
}

export interface ProfileChange {
  userId: string
  name: string | undefined
  handle: string | undefined
  /** Null takes it away. */
  status?: PersonStatus | null | undefined
}

/** What one says of oneself. Saying it again changes nothing. */
export async function updateProfile(tx: Tx, input: ProfileChange): Promise<User> {
  const workspaceId = await lockWorkspace(tx)
  const columns: Partial<Selectable<UsersTable>> = {}
  if (input.name !== undefined) columns.name = input.name
  if (input.status !== undefined) columns.status = input.status && JSON.stringify(input.status)
  if (input.handle !== undefined) {
    await assertHandleFree(tx, input.handle, input.userId)
    columns.handle = input.handle
    columns.handle_key = handleKey(input.handle)
  }
  const row = await tx.db.selectFrom('users').selectAll().where('id', '=', input.userId).executeTakeFirst()
  return row && same(columns, row) ? toUser(row) : change(tx, workspaceId, input.userId, columns)
}

type Role = UsersTable['role']
const rank: Record<Role, number> = { guest: 0, member: 1, admin: 2, owner: 3 }

/** An administrator changes somebody's role, or ends or restores their access. The last owner stays. */
export async function updateUser(tx: Tx, input: { userId: string; targetId: string; role: Role | undefined; deactivated: boolean | undefined }): Promise<User> {
  const workspaceId = await lockWorkspace(tx)
  const rows = await tx.db.selectFrom('users').selectAll().where('id', 'in', [input.userId, input.targetId]).execute()
  const actor = rows.find((row) => row.id === input.userId)
  const target = rows.find((row) => row.id === input.targetId)
  if (!actor || rank[actor.role] < rank.admin) throw new ChatError('forbidden', 'Only administrators may do that')
  if (!target) throw new ChatError('not_found', 'There is no such person')
  const highest = Math.max(rank[target.role], input.role ? rank[input.role] : 0)
  if (actor.role !== 'owner' && highest >= rank.owner) throw new ChatError('forbidden', 'Only an owner may do that to or for an owner')
  await assertOwnerRemains(tx, target, input)

  const columns: Partial<Selectable<UsersTable>> = {}
  if (input.role) columns.role = input.role
  if (input.deactivated !== undefined) columns.deactivated_at = input.deactivated ? (target.deactivated_at ?? tx.now) : null
  const user = await change(tx, workspaceId, input.targetId, columns)
  if (input.role === 'guest') tx.changes.push({ to: 'hub', confined: { userId: user.id } })
  if (input.deactivated) {
    await tx.db.updateTable('sessions').set({ revoked_at: tx.now }).where('user_id', '=', user.id).where('revoked_at', 'is', null).execute()
    tx.changes.push({ to: 'hub', signedOut: { userId: user.id, sessionIds: 'all' } })
  }
  return user
}

async function assertOwnerRemains(
  tx: Tx,
  target: { id: string; role: Role },
  input: { role: Role | undefined; deactivated: boolean | undefined },
): Promise<void> {
  const staysOwner = target.role !== 'owner' || ((input.role ?? 'owner') === 'owner' && !input.deactivated)
  if (staysOwner) return
  const others = await tx.db
    .selectFrom('users')
    .select(count.as('n'))
    .where('role', '=', 'owner')
    .where('deactivated_at', 'is', null)
    .where('id', '!=', target.id)
    .executeTakeFirstOrThrow()
  if (others.n === 0) throw new ChatError('forbidden', 'A workspace keeps at least one owner; make somebody else an owner first')
}

export type Browsed = Channel & { joined: boolean; members: number }

/** Public channels that a full account may look at, by name. */
export async function browse(
  view: View,
  input: { userId: string; q: string; cursor: string | undefined; limit: number },
): Promise<{ channels: Browsed[]; cursor: string | null }> {
  let query = view.db
    .selectFrom('channels as c')
    .innerJoin('scopes as s', 's.id', 'c.id')
    .innerJoin('users as u', (join) => join.on('u.id', '=', input.userId))
    .leftJoin('members as m', (join) => join.onRef('m.channel_id', '=', 'c.id').onRef('m.user_id', '=', 'u.id').on('m.joined', '=', 1))
    .where('c.kind', '=', 'public')
    .where((eb) => eb.or([eb('u.role', '!=', 'guest'), eb('m.joined', '=', 1)]))
    .where('c.name_key', '>', input.cursor ?? '')
  if (input.q !== '') query = query.where('c.name_key', 'like', like(channelKey(input.q)))
  const rows = await query
    .selectAll('c')
    .select((eb) => [
      's.clock',
      's.last_seq',
      'm.joined',
      eb.selectFrom('members as all').whereRef('all.channel_id', '=', 'c.id').where('all.joined', '=', 1).select(count.as('n')).as('people'),
    ])
    .orderBy('c.name_key')
    .limit(input.limit + 1)
    .execute()
  const shown = rows.slice(0, input.limit)
  const channels = shown.map((row) => ({ ...toChannel(row, { clock: row.clock, lastSeq: row.last_seq }), joined: row.joined === 1, members: row.people ?? 0 }))
  return { channels, cursor: rows.length > input.limit ? (shown.at(-1)?.name_key ?? null) : null }
}

export async function workspace(view: View, _input: Record<string, never>): Promise<Workspace & { epoch: string }> {
  const row = await view.db.selectFrom('workspace').selectAll().executeTakeFirstOrThrow()
  return { ...toWorkspace(row), epoch: row.epoch }
}

export async function updateWorkspace(
  tx: Tx,
  input: {
    userId: string
    name: string | undefined
    registration: Workspace['registration'] | undefined
    wideMentions?: Workspace['wideMentions']
    edits?: Workspace['edits']
    emoji?: Workspace['emoji']
  },
): Promise<Workspace> {
  await lockWorkspace(tx)
  const actor = await tx.db.selectFrom('users').select('role').where('id', '=', input.userId).executeTakeFirst()
  if (!actor || rank[actor.role] < rank.admin) throw new ChatError('forbidden', 'Only administrators may do that')
  const before = await tx.db.selectFrom('workspace').selectAll().executeTakeFirstOrThrow()
  const rev = await tick(tx, before.id)
  const next = {
    name: input.name ?? before.name,
    registration: input.registration ?? before.registration,
    wide_mentions: input.wideMentions ?? before.wide_mentions,
    edits: input.edits ?? before.edits,
    emoji: input.emoji ?? before.emoji,
    rev,
  }
  await tx.db.updateTable('workspace').set(next).execute()
  const changed = toWorkspace({ ...before, ...next })
  tx.changes.push({ to: 'workspace', event: { type: 'workspace.changed', rev, workspace: changed } })
  return changed
}
