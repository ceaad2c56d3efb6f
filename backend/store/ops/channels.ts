import { type Channel, ChatError, type Head } from '@parley/protocol'
import type { Selectable } from 'kysely'
import { assertMayRead, assertMayShape } from '../../models/access.ts'
import { channelKey } from '../../models/names.ts'
import { same, toChannel } from '../rows.ts'
import { clockOf, lock, openScope, tick } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { ChannelsTable } from '../tables.ts'
import { together } from '../together.ts'
import type { Tx, View } from '../tx.ts'
import { headsOf } from './heads.ts'
import { join } from './members.ts'

type ChannelRow = Selectable<ChannelsTable>

const channelRow = (tx: Tx, id: string): Promise<ChannelRow | undefined> => tx.db.selectFrom('channels').selectAll().where('id', '=', id).executeTakeFirst()

export async function headFor(tx: Tx, userId: string, channelId: string): Promise<Head> {
  const [head] = await headsOf(tx, userId, [channelId])
  if (!head) throw new Error('A channel just written has no head')
  return head
}

/** Inserts the row and opens its scope, whose first tick is the channel's own. */
export async function insertChannel(tx: Tx, channel: Pick<ChannelRow, 'id' | 'kind' | 'name' | 'created_by'> & Partial<ChannelRow>): Promise<void> {
  const rev = 1
  const inserted = tx.db
    .insertInto('channels')
    .values({
      topic: '',
      parent_message_id: null,
      parent_channel_id: null,
      parent_seq: null,
      resolved_at: null,
      direct_key: null,
      created_at: tx.now,
      archived_at: null,
      first_seq: 1,
      source: null,
      source_id: null,
      ...channel,
      name_key: channelKey(channel.name),
      rev,
    })
    .execute()
  await together([openScope(tx, channel.id, rev), inserted])
}

export async function assertNameFree(tx: Tx, name: string, besides: string): Promise<void> {
  const taken = await tx.db
    .selectFrom('channels')
    .select('id')
    .where('kind', '=', 'public')
    .where('name_key', '=', channelKey(name))
    .where('id', '!=', besides)
    .executeTakeFirst()
  if (taken) throw new ChatError('conflict', `There is a public channel named #${name} already; choose another name`)
}

export interface NewChannel {
  userId: string
  id: string
  kind: 'public' | 'private'
  name: string
  topic: string
}

/** Creating is safe to repeat with the same id by the same person. */
export async function create(tx: Tx, input: NewChannel): Promise<Head> {
  const [existing, user] = await together([
    channelRow(tx, input.id),
    tx.db.selectFrom('users').select('role').where('id', '=', input.userId).executeTakeFirst(),
  ])
  if (existing) {
    const same = existing.created_by === input.userId && existing.kind === input.kind
    if (!same) throw new ChatError('conflict', 'This id was used for another channel')
    assertMayRead(await standingOf(tx, input.userId, input.id)) // who made it may have left it since
    return headFor(tx, input.userId, input.id)
  }
  if (user?.role === 'guest') throw new ChatError('forbidden', 'Guests do not create channels')
  await lock(tx, input.userId)
  if (input.kind === 'public') await assertNameFree(tx, input.name, input.id)
  await insertChannel(tx, { id: input.id, kind: input.kind, name: input.name, topic: input.topic, created_by: input.userId })
  await join(tx, { channelId: input.id, userId: input.userId, role: 'owner' })
  return headFor(tx, input.userId, input.id)
}

/** The one conversation with exactly these people: two who open it at once get one. */
export async function direct(tx: Tx, input: { userId: string; id: string; userIds: readonly string[] }): Promise<Head> {
  const people = [...new Set([input.userId, ...input.userIds])].sort()
  const key = people.join(' ')
  const existing = await tx.db.selectFrom('channels').select('id').where('direct_key', '=', key).executeTakeFirst()
  if (existing) return headFor(tx, input.userId, existing.id)

  const known = await tx.db.selectFrom('users').select(['id', 'deactivated_at']).where('id', 'in', people).execute()
  if (known.length !== people.length) throw new ChatError('not_found', 'One of these people is not here')
  if (known.some((user) => user.deactivated_at !== null)) throw new ChatError('forbidden', 'One of these people is no longer active')
  await lock(tx, ...people)
  await insertChannel(tx, { id: input.id, kind: 'direct', name: '', direct_key: key, created_by: input.userId })
  for (const userId of people) await join(tx, { channelId: input.id, userId, role: 'member' })
  return headFor(tx, input.userId, input.id)
}

export interface ChannelChange {
  userId: string
  channelId: string
  name: string | undefined
  topic: string | undefined
  kind: 'public' | 'private' | undefined
  archived: boolean | undefined
  slowMs?: number | undefined
  posting?: 'everyone' | 'admins' | undefined
}

/** Renames, describes, opens, closes or archives: one row, one tick. */
export async function update(tx: Tx, input: ChannelChange): Promise<Channel> {
  await lock(tx, input.channelId)
  const standing = await standingOf(tx, input.userId, input.channelId)
  const { userId: _user, channelId: _channel, topic: _topic, ...more } = input
  const topicOnly = Object.values(more).every((value) => value === undefined)
  assertMayShape(standing, { topicOnly })
  const row = await channelRow(tx, input.channelId)
  if (!row) throw new Error('A channel that may be read has no row')
  if (standing.isDefault && (input.kind === 'private' || input.archived)) throw new ChatError('forbidden', 'The default channel stays open to everybody')

  const kind = input.kind ?? row.kind
  const name = input.name ?? row.name
  if (kind === 'public') await assertNameFree(tx, name, row.id)
  const archivedAt = input.archived === undefined ? row.archived_at : input.archived ? (row.archived_at ?? tx.now) : null
  const rules = { slow_ms: input.slowMs ?? row.slow_ms, posting: input.posting ?? row.posting }
  const next = { kind, name, name_key: channelKey(name), topic: input.topic ?? row.topic, archived_at: archivedAt, ...rules }
  if (same(next, row)) return toChannel(row, await clockOf(tx, row.id))

  const rev = await tick(tx, row.id)
  await tx.db
    .updateTable('channels')
    .set({ ...next, rev })
    .where('id', '=', row.id)
    .execute()
  const channel = toChannel({ ...row, ...next, rev }, await clockOf(tx, row.id))
  if (row.kind === 'public' && kind === 'private') tx.changes.push({ to: 'hub', closed: { channelId: row.id } })
  tx.changes.push({ to: 'channel', channelId: row.id, event: { type: 'channel.changed', channelId: row.id, rev, channel } })
  return channel
}

/** The public channel of this name that the person may read. */
export async function byName(view: View, input: { userId: string; name: string }): Promise<string> {
  const row = await view.db.selectFrom('channels').select('id').where('kind', '=', 'public').where('name_key', '=', channelKey(input.name)).executeTakeFirst()
  const standing = row && (await standingOf(view, input.userId, row.id))
  assertMayRead(standing)
  return standing.channelId
}
