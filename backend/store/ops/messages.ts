import { ChatError, type Message } from '@parley/protocol'
import { assertMayPost, assertMaySend, mayAddressAll, type Standing } from '../../models/access.ts'
import { Clocks } from '../clocks.ts'
import { assertHeld, underClock } from '../parents.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { together } from '../together.ts'
import type { Tx } from '../tx.ts'
import { copyOf } from './copies.ts'
import * as mentions from './mentions.ts'
import { placeOf, readableIn } from './pages.ts'

export interface Writable {
  row: MessageRow
  standing: Standing
  clocks: Clocks
}

/** The row behind an id, read after its channel's clock was locked, for one who may write there. */
export async function writable(tx: Tx, userId: string, messageId: string): Promise<Writable> {
  const { channelId, parentId } = await placeOf(tx, messageId)
  const clocks = await Clocks.lock(tx, parentId === null ? [channelId] : [channelId, parentId])
  const { row, standing } = await readableIn(tx, userId, messageId, channelId)
  assertHeld(clocks, standing)
  assertMayPost(standing)
  return { row, standing, clocks }
}

/** Changes the words of one's own message, keeping what they were. */
export async function edit(tx: Tx, input: { userId: string; messageId: string; content: string; version: number | undefined }): Promise<Message> {
  const { row, standing, clocks } = await writable(tx, input.userId, input.messageId)
  assertMaySend(standing)
  if (row.author_id !== input.userId) throw new ChatError('forbidden', 'Only its author may edit a message')
  if (row.deleted_at !== null) throw new ChatError('conflict', 'The message was deleted')
  if (row.content === input.content) return toMessage(row)
  if (input.version !== undefined && input.version !== row.version) throw new ChatError('conflict', 'Somebody edited it meanwhile; look again')

  const words = { content: input.content, channelId: row.channel_id }
  const targets = (await mentions.resolve(tx, [words]))(words, mayAddressAll(standing))
  const next = { userId: input.userId, content: input.content, targets }
  const message = await reword(tx, clocks, { row, standing }, next)
  const copy = standing.parent && (await copyOf(tx, row, standing.parent))
  if (copy) await reword(tx, clocks, { row: copy, standing: undefined }, next)
  return message
}

type Placed = { row: MessageRow; standing: Standing | undefined }
type Words = { userId: string; content: string; targets: string | null }

async function reword(tx: Tx, clocks: Clocks, { row, standing }: Placed, { userId, content, targets }: Words): Promise<Message> {
  const before = { message_id: row.id, version: row.version, content: row.content, edited_by: userId, edited_at: tx.now }
  const [message] = await together([
    change(tx, clocks, row, { content, mentions: targets, version: row.version + 1, edited_at: tx.now }, standing),
    mentions.replace(tx, row, targets),
    tx.db.insertInto('message_edits').values(before).execute(),
    tx.dialect.forgetWords(tx.db, row.n).then(() => tx.dialect.indexWords(tx, [{ id: row.id, content }])),
  ])
  return message
}

/** A tombstone: the place stays, the words and what they were before go. */
export async function remove(tx: Tx, input: { userId: string; messageId: string }): Promise<Message> {
  const { row, standing, clocks } = await writable(tx, input.userId, input.messageId)
  const moderates = standing.userRole === 'owner' || standing.userRole === 'admin'
  if (row.author_id !== input.userId && !moderates) throw new ChatError('forbidden', 'Only its author or an administrator may delete a message')
  if (row.deleted_at !== null) return toMessage(row)
  const message = await bury(tx, clocks, { row, standing })
  const copy = standing.parent && (await copyOf(tx, row, standing.parent))
  if (copy) await bury(tx, clocks, { row: copy, standing: undefined })
  return message
}

/** What it was goes, and what it is becomes a tombstone. */
export async function bury(tx: Tx, clocks: Clocks, { row, standing }: Placed, besides: Partial<MessageRow> = {}): Promise<Message> {
  const [message] = await together([
    change(
      tx,
      clocks,
      row,
      { content: '', files: null, meta: null, mentions: null, pinned_at: null, pinned_by: null, poll: null, priority: null, deleted_at: tx.now, ...besides },
      standing,
    ),
    mentions.replace(tx, row, null),
    tx.dialect.forgetWords(tx.db, row.n),
    tx.db.deleteFrom('message_edits').where('message_id', '=', row.id).execute(),
    row.poll === null ? undefined : tx.db.deleteFrom('votes').where('message_id', '=', row.id).execute(),
    row.priority === null ? undefined : tx.db.deleteFrom('acknowledgements').where('message_id', '=', row.id).execute(),
  ])
  return message
}

/** Writes a changed message and tells its channel, whose clock is locked. */
export async function change(tx: Tx, clocks: Clocks, row: MessageRow, columns: Partial<MessageRow>, standing?: Standing): Promise<Message> {
  const changed = { ...columns, rev: clocks.tick(row.channel_id) ?? row.rev }
  const message = toMessage({ ...row, ...changed })
  await together([tx.db.updateTable('messages').set(changed).where('id', '=', row.id).execute(), clocks.write(tx)])
  underClock(tx, clocks, standing)
  tx.changes.push({ to: 'channel', channelId: row.channel_id, event: { type: 'message.changed', channelId: row.channel_id, rev: message.rev, message } })
  return message
}
