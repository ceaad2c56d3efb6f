import type { Import } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import { Clocks } from '../clocks.ts'
import type { Target } from '../dialect.ts'
import { parts } from '../parts.ts'
import { prepared, present } from '../prepared.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { together } from '../together.ts'
import type { Tx } from '../tx.ts'
import { channelsOf, type ImportTx, peopleOf } from './import-names.ts'
import { raise } from './reads.ts'

type Given = NonNullable<Import['messages']>[number]
type NewRow = Omit<MessageRow, 'n'>
type Source = { source: string; source_id: string }

const known = prepared<{ sources: string }, Source>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<Source>({ source: 'text', source_id: 'text' }, p('sources')))
    .leftJoin('messages as m', (join) => join.onRef('m.source', '=', 'r.source').onRef('m.source_id', '=', 'r.source_id'))
    .select(['m.source', 'm.source_id'])
    .$castTo<Source>()
    .compile(),
)

const { n: _, ...columns } = parts.messages.columns
const table: Target<NewRow> = { table: 'messages', columns }

/** Messages in the order given, each known by its name of the other place; answers how many were new. A handful of statements, whatever their number. */
export async function importMessages(at: ImportTx, messages: readonly Given[]): Promise<number> {
  const { tx } = at
  const fresh = await unknownOf(at, messages)
  if (fresh.length === 0) return 0
  const channelOf = await channelsOf(
    at,
    fresh.map(({ channel }) => channel),
  )
  const personOf = await peopleOf(
    at,
    fresh.map(({ author }) => author),
  )
  const placed = fresh.map((message) => ({ message, channelId: channelOf(message.channel), authorId: personOf(message.author) }))
  const clocks = await Clocks.lock(
    tx,
    placed.map(({ channelId }) => channelId),
  )
  const rows = placed.map(({ message, channelId, authorId }) => rowOf(at, message, authorId, { channel_id: channelId, ...advanced(clocks, channelId) }))
  await together([tx.dialect.put(tx, table, rows), clocks.write(tx), tx.dialect.indexWords(tx, rows)])
  for (const row of rows) {
    tx.changes.push({
      to: 'channel',
      channelId: row.channel_id,
      event: { type: 'message.changed', channelId: row.channel_id, rev: row.rev, message: toMessage(row) },
    })
  }
  await countAsRead(tx, new Map(rows.map(({ channel_id, seq }) => [channel_id, seq])))
  return rows.length
}

/** Those that are not here, each once. */
async function unknownOf({ tx, source }: ImportTx, messages: readonly Given[]): Promise<Given[]> {
  const sources = messages.map(({ sourceId }) => ({ source, source_id: sourceId }))
  const here = new Set(present(await known(tx, { sources: JSON.stringify(sources) }), 'source_id').map(({ source_id }) => source_id))
  return messages.filter(({ sourceId }) => !here.has(sourceId) && here.add(sourceId))
}

function advanced(clocks: Clocks, channelId: string): { rev: number; seq: number } {
  const next = clocks.advance(channelId)
  if (!next) throw new Error('A channel without a clock')
  return next
}

const rowOf = ({ source }: ImportTx, message: Given, authorId: string, place: Pick<NewRow, 'channel_id' | 'rev' | 'seq'>): NewRow => ({
  id: uuidv7(),
  ...place,
  author_id: authorId,
  kind: 'text',
  content: message.content,
  version: message.editedAt === undefined ? 1 : 2,
  reply_to: null,
  ref_id: null,
  files: null,
  meta: null,
  mentions: null,
  thread: null,
  moved_to: null,
  pinned_at: null,
  pinned_by: null,
  source,
  source_id: message.sourceId,
  created_at: message.createdAt,
  edited_at: message.editedAt ?? null,
  deleted_at: null,
  sent_hash: '',
  poll: null,
  priority: null,
})

/** Imported history is not news: nobody finds a thousand unread messages. */
async function countAsRead(tx: Tx, newest: ReadonlyMap<string, number>): Promise<void> {
  const members = await tx.db
    .selectFrom('members')
    .select(['user_id', 'channel_id'])
    .where('channel_id', 'in', [...newest.keys()])
    .where('joined', '=', 1)
    .execute()
  await raise(
    tx,
    members.map(({ user_id, channel_id }) => ({ userId: user_id, channelId: channel_id, seq: newest.get(channel_id) ?? 0 })),
  )
}
