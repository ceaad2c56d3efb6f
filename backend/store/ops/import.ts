import { ChatError, type Import, type Imported } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import { handleFrom, handleKey } from '../../models/names.ts'
import type { Tx } from '../tx.ts'
import { insertUser } from './accounts.ts'
import { assertNameFree, insertChannel } from './channels.ts'
import { importMessages } from './import-messages.ts'
import { type ImportTx, idOf, peopleOf } from './import-names.ts'
import { join } from './members.ts'

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
  const messages = input.history.messages ?? []
  counts.messages = await importMessages(at, messages)
  counts.known += messages.length - counts.messages
  return counts
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
  const personOf = await peopleOf(at, channel.members)
  const people = [...new Set(channel.members.map(personOf))].sort()
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
