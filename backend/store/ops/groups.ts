import { ChatError, type DurableEvent, type Group, LIMITS } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { handleKey } from '../../models/names.ts'
import { count, lock, tick } from '../scopes.ts'
import type { GroupsTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'
import { assertHandleFree } from './handles.ts'

type Row = Selectable<GroupsTable>

const toGroup = (row: Row, members: readonly string[]): Group => ({
  id: row.id,
  handle: row.deleted_at === null ? row.handle : '',
  name: row.name,
  members: [...members],
  createdBy: row.created_by,
  deleted: row.deleted_at !== null,
  rev: row.rev,
})

async function withMembers(view: View, rows: readonly Row[]): Promise<Group[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const seats = await view.db.selectFrom('group_members').selectAll().where('group_id', 'in', ids).orderBy('user_id').execute()
  const members = Map.groupBy(seats, ({ group_id }) => group_id)
  return rows.map((row) =>
    toGroup(
      row,
      (members.get(row.id) ?? []).map(({ user_id }) => user_id),
    ),
  )
}

/** All there are; their number is bounded. */
export async function list(view: View, _input: object): Promise<Group[]> {
  return withMembers(view, await view.db.selectFrom('groups').selectAll().where('deleted_at', 'is', null).orderBy('handle').execute())
}

/** Those that changed since a clock of the workspace, as events. */
export async function groupsSince(view: View, since: number): Promise<DurableEvent[]> {
  const rows = await view.db
    .selectFrom('groups')
    .selectAll()
    .where('rev', '>', since)
    .orderBy('rev')
    .limit(LIMITS.catchUpRows + 1)
    .execute()
  return (await withMembers(view, rows)).map((group) => ({ type: 'group.changed', rev: group.rev, group }))
}

/** Locks the workspace's clock, and asks who wants this. */
async function ground(tx: Tx, userId: string) {
  const { id } = await tx.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()
  await lock(tx, id)
  const actor = await tx.db.selectFrom('users').select('role').where('id', '=', userId).executeTakeFirst()
  if (!actor || actor.role === 'guest') throw new ChatError('forbidden', 'Guests make no groups')
  return { workspaceId: id, isAdmin: actor.role === 'owner' || actor.role === 'admin' }
}

const rowOf = (tx: Tx, id: string): Promise<Row | undefined> => tx.db.selectFrom('groups').selectAll().where('id', '=', id).executeTakeFirst()

async function seat(tx: Tx, groupId: string, userIds: readonly string[]): Promise<string[]> {
  const members = [...new Set(userIds)].sort()
  const known = members.length === 0 ? [] : await tx.db.selectFrom('users').select('id').where('id', 'in', members).execute()
  if (known.length !== members.length) throw new ChatError('not_found', 'One of these people is not here')
  await tx.db.deleteFrom('group_members').where('group_id', '=', groupId).execute()
  if (members.length === 0) return members
  await tx.db
    .insertInto('group_members')
    .values(members.map((user_id) => ({ group_id: groupId, user_id })))
    .execute()
  return members
}

function tell(tx: Tx, row: Row, members: readonly string[]): Group {
  const group = toGroup(row, members)
  tx.changes.push({ to: 'workspace', event: { type: 'group.changed', rev: row.rev, group } })
  return group
}

/** Creating is safe to repeat with the same id by the same person. */
export async function create(tx: Tx, input: { userId: string; id: string; handle: string; name: string; members: readonly string[] }): Promise<Group> {
  const { workspaceId } = await ground(tx, input.userId)
  const existing = await rowOf(tx, input.id)
  if (existing) {
    if (existing.created_by !== input.userId) throw new ChatError('conflict', 'This id was used for another group')
    const [group] = await withMembers(tx, [existing])
    if (group) return group
  }
  await assertHandleFree(tx, input.handle)
  const { n } = await tx.db.selectFrom('groups').select(count.as('n')).where('deleted_at', 'is', null).executeTakeFirstOrThrow()
  if (n >= LIMITS.groups) throw new ChatError('forbidden', 'There are as many groups as there may be; delete one first')
  const row: Row = {
    id: input.id,
    handle: input.handle,
    handle_key: handleKey(input.handle),
    name: input.name,
    created_by: input.userId,
    created_at: tx.now,
    deleted_at: null,
    rev: await tick(tx, workspaceId),
  }
  await tx.db.insertInto('groups').values(row).execute()
  return tell(tx, row, await seat(tx, row.id, input.members))
}

export interface GroupChange {
  userId: string
  groupId: string
  handle: string | undefined
  name: string | undefined
  members: readonly string[] | undefined
  deleted: boolean
}

/** By who made it and by administrators. A deleted group stays as a state, and its handle is free again. */
export async function update(tx: Tx, input: GroupChange): Promise<Group> {
  const { workspaceId, isAdmin } = await ground(tx, input.userId)
  const before = await rowOf(tx, input.groupId)
  if (!before) throw new ChatError('not_found', 'There is no such group')
  if (before.created_by !== input.userId && !isAdmin) throw new ChatError('forbidden', 'Only who made the group, or an administrator, may change it')
  const [known] = await withMembers(tx, [before])
  if (before.deleted_at !== null) return known ?? toGroup(before, [])
  const handle = input.handle ?? before.handle
  if (handle !== before.handle) await assertHandleFree(tx, handle, before.id)
  const ended = input.deleted ? { deleted_at: tx.now, handle_key: before.id } : { handle, handle_key: handleKey(handle) }
  const next: Row = { ...before, name: input.name ?? before.name, ...ended, rev: await tick(tx, workspaceId) }
  await tx.db.updateTable('groups').set(next).where('id', '=', before.id).execute()
  const members = input.deleted ? [] : input.members
  return tell(tx, next, members ? await seat(tx, before.id, members) : (known?.members ?? []))
}
