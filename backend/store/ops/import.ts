import { ChatError, type Import, type Imported } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import { handleFrom, handleKey } from '../../models/names.ts'
import { toMessage } from '../rows.ts'
import { tick } from '../scopes.ts'
import type { Tx } from '../tx.ts'
import { insertUser } from './accounts.ts'
import { assertNameFree, insertChannel } from './channels.ts'
import { join } from './members.ts'
import { raise } from './reads.ts'

type ImportTx = { tx: Tx; source: string; ownerId: string }

/** History from elsewhere, by the owner. Rows are known by (source, sourceId), so that repeating it changes nothing. */
export async function bringIn(tx: Tx, input: { ownerId: string; history: Import }): Promise<Imported> {
  const owner = await tx.db.selectFrom('users').select('role').where('id', '=', input.ownerId).executeTakeFirst()
  if (owner?.role !== 'owner') throw new ChatError('forbidden', 'Only the owner may import')
  await tx.dialect.lockAllScopes(tx)
  const at: ImportTx = { tx, source: input.history.source, ownerId: input.ownerId }
  const counts: Imported = { users: 0, channels: 0, messages: 0, known: 0 }
  const tally = (what: 'users' | 'channels' | 'messages', isNew: boolean): void => {
    counts[isNew ? what : 'known']++
  }
  for (const user of input.history.users ?? []) tally('users', await importUser(at, user))
  for (const channel of input.history.channels ?? []) tally('channels', await importChannel(at, channel))
  const touched = new Map<string, number>()
  for (const message of input.history.messages ?? []) tally('messages', await importMessage(at, message, touched))
  for (const [channelId, seq] of touched) await countAsRead(tx, channelId, seq)
  return counts
}

async function idOf({ tx, source }: ImportTx, table: 'users' | 'channels', sourceId: string): Promise<string | undefined> {
  const row = await tx.db.selectFrom(table).select('id').where('source', '=', source).where('source_id', '=', sourceId).executeTakeFirst()
  return row?.id
}

async function importUser(at: ImportTx, user: NonNullable<Import['users']>[number]): Promise<boolean> {
  const { tx } = at
  if (await idOf(at, 'users', user.sourceId)) return false
  const wanted = user.handle ?? handleFrom(user.name)
  const taken = async (handle: string) =>
    (await tx.db.selectFrom('users').select('id').where('handle_key', '=', handleKey(handle)).executeTakeFirst()) !== undefined
  let handle = wanted
  for (let n = 2; await taken(handle); n++) handle = `${wanted}.${n}`
  const id = uuidv7()
  await insertUser(tx, { id, name: user.name, handle, role: 'member', created_at: user.createdAt ?? tx.now, source: at.source, source_id: user.sourceId })
  const { default_channel_id } = await tx.db.selectFrom('workspace').select('default_channel_id').executeTakeFirstOrThrow()
  await join(tx, { channelId: default_channel_id, userId: id, role: 'member' })
  return true
}

async function importChannel(at: ImportTx, channel: NonNullable<Import['channels']>[number]): Promise<boolean> {
  const { tx, source } = at
  const known = await idOf(at, 'channels', channel.sourceId)
  const id = known ?? uuidv7()
  const members: string[] = []
  for (const member of channel.members) members.push(await personOf(at, member))
  const people = [...new Set(members)].sort()
  if (!known) {
    const direct = channel.kind === 'direct' ? { direct_key: people.join(' ') } : {}
    if (direct.direct_key !== undefined && (await adoptDirect(at, direct.direct_key, channel.sourceId))) return false
    if (channel.kind === 'public') await assertNameFree(tx, channel.name ?? '', id)
    await insertChannel(tx, {
      id,
      kind: channel.kind,
      name: channel.name ?? '',
      topic: channel.topic ?? '',
      created_by: at.ownerId,
      created_at: channel.createdAt ?? tx.now,
      source,
      source_id: channel.sourceId,
      ...direct,
    })
  }
  for (const userId of people) await join(tx, { channelId: id, userId, role: 'member' })
  return known === undefined
}

/** The conversation that these people have here already is the one they had elsewhere. */
async function adoptDirect({ tx, source }: ImportTx, key: string, sourceId: string): Promise<boolean> {
  const here = await tx.db.selectFrom('channels').select(['id', 'source']).where('direct_key', '=', key).executeTakeFirst()
  if (!here) return false
  if (here.source !== null) throw new ChatError('conflict', `The direct conversation "${sourceId}" was imported from ${here.source} already`)
  await tx.db.updateTable('channels').set({ source, source_id: sourceId }).where('id', '=', here.id).execute()
  return true
}

/** A member or author: a person of this source, or `@handle` of somebody who is here already. */
async function personOf(at: ImportTx, sourceId: string): Promise<string> {
  const handle = sourceId.startsWith('@') ? sourceId.slice(1) : undefined
  const id =
    handle === undefined
      ? await idOf(at, 'users', sourceId)
      : (await at.tx.db.selectFrom('users').select('id').where('handle', '=', handle).executeTakeFirst())?.id
  if (!id) throw new ChatError('invalid', `Nobody is known as "${sourceId}"; import people before what they did`)
  return id
}

async function channelOf(at: ImportTx, sourceId: string): Promise<string> {
  const general =
    sourceId === '#general' ? (await at.tx.db.selectFrom('workspace').select('default_channel_id').executeTakeFirst())?.default_channel_id : undefined
  const id = general ?? (await idOf(at, 'channels', sourceId))
  if (!id) throw new ChatError('invalid', `No channel is known as "${sourceId}"; import channels before their messages`)
  return id
}

async function importMessage(at: ImportTx, message: NonNullable<Import['messages']>[number], touched: Map<string, number>): Promise<boolean> {
  const { tx, source } = at
  const known = await tx.db.selectFrom('messages').select('id').where('source', '=', source).where('source_id', '=', message.sourceId).executeTakeFirst()
  if (known) return false
  const [channelId, authorId] = [await channelOf(at, message.channel), await personOf(at, message.author)]
  const rev = await tick(tx, channelId)
  const { last_seq: seq } = await tx.db
    .updateTable('scopes')
    .set((eb) => ({ last_seq: eb('last_seq', '+', 1) }))
    .where('id', '=', channelId)
    .returning('last_seq')
    .executeTakeFirstOrThrow()
  const row = await tx.db
    .insertInto('messages')
    .values({
      id: uuidv7(),
      channel_id: channelId,
      seq,
      rev,
      author_id: authorId,
      kind: 'text',
      content: message.content,
      version: message.editedAt === undefined ? 1 : 2,
      reply_to: null,
      ref_id: null,
      files: null,
      meta: null,
      source,
      source_id: message.sourceId,
      created_at: message.createdAt,
      edited_at: message.editedAt ?? null,
      deleted_at: null,
      sent_hash: '',
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tx.dialect.indexWords(tx, [{ id: row.id, content: message.content }])
  tx.changes.push({ to: 'channel', channelId, event: { type: 'message.changed', channelId, rev, message: toMessage(row) } })
  touched.set(channelId, seq)
  return true
}

/** Imported history is not news: nobody finds a thousand unread messages. */
async function countAsRead(tx: Tx, channelId: string, seq: number): Promise<void> {
  const members = await tx.db.selectFrom('members').select('user_id').where('channel_id', '=', channelId).where('joined', '=', 1).execute()
  await raise(
    tx,
    members.map(({ user_id }) => ({ userId: user_id, channelId, seq })),
  )
}
