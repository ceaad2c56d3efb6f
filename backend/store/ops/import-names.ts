import { ChatError } from '@parley/protocol'
import type { Tx } from '../tx.ts'

export interface ImportTx {
  tx: Tx
  source: string
  ownerId: string
}

/** Names of the other place, and the ids of what they are here. */
type Ids = ReadonlyMap<string, string>

async function idsOf({ tx, source }: ImportTx, table: 'users' | 'channels', sourceIds: readonly string[]): Promise<Ids> {
  if (sourceIds.length === 0) return new Map()
  const rows = await tx.db.selectFrom(table).select(['id', 'source_id']).where('source', '=', source).where('source_id', 'in', sourceIds).execute()
  return new Map(rows.map(({ id, source_id }) => [source_id ?? '', id]))
}

export const idOf = async (at: ImportTx, table: 'users' | 'channels', sourceId: string): Promise<string | undefined> =>
  (await idsOf(at, table, [sourceId])).get(sourceId)

/** Members or authors: people of this source, or `@handle` of somebody who is here already. */
export async function peopleOf(at: ImportTx, names: readonly string[]): Promise<(name: string) => string> {
  const distinct = [...new Set(names)]
  const handles = distinct.flatMap((name) => (name.startsWith('@') ? [name.slice(1)] : []))
  const theirs = await idsOf(
    at,
    'users',
    distinct.filter((name) => !name.startsWith('@')),
  )
  const rows = handles.length === 0 ? [] : await at.tx.db.selectFrom('users').select(['id', 'handle']).where('handle', 'in', handles).execute()
  const ours = new Map(rows.map(({ id, handle }) => [`@${handle}`, id]))
  return (name) => found(ours.get(name) ?? theirs.get(name), `Nobody is known as "${name}"; import people before what they did`)
}

/** Channels of this source, or `#general` for the one that is here. */
export async function channelsOf(at: ImportTx, names: readonly string[]): Promise<(name: string) => string> {
  const theirs = await idsOf(at, 'channels', [...new Set(names)])
  const { default_channel_id: general } = await at.tx.db.selectFrom('workspace').select('default_channel_id').executeTakeFirstOrThrow()
  return (name) => found(name === '#general' ? general : theirs.get(name), `No channel is known as "${name}"; import channels before their messages`)
}

function found(id: string | undefined, otherwise: string): string {
  if (id === undefined) throw new ChatError('invalid', otherwise)
  return id
}
