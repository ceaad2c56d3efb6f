import { ChatError, type Message } from '@parley/protocol'
import { assertMayPost, type Standing } from '../../models/access.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { lock, tick } from '../scopes.ts'
import type { Tx } from '../tx.ts'
import { readable } from './pages.ts'

/** The row behind an id, locked with its channel, for one who may write there. */
async function writable(tx: Tx, userId: string, messageId: string): Promise<{ row: MessageRow; standing: Standing }> {
  const { row: before } = await readable(tx, userId, messageId)
  await lock(tx, before.channel_id)
  const { row, standing } = await readable(tx, userId, messageId)
  assertMayPost(standing)
  return { row, standing }
}

/** Changes the words of one's own message, keeping what they were. */
export async function edit(tx: Tx, input: { userId: string; messageId: string; content: string; version: number | undefined }): Promise<Message> {
  const { row } = await writable(tx, input.userId, input.messageId)
  if (row.author_id !== input.userId) throw new ChatError('forbidden', 'Only its author may edit a message')
  if (row.deleted_at !== null) throw new ChatError('conflict', 'The message was deleted')
  if (row.content === input.content) return toMessage(row)
  if (input.version !== undefined && input.version !== row.version) throw new ChatError('conflict', 'Somebody edited it meanwhile; look again')

  await tx.db
    .insertInto('message_edits')
    .values({ message_id: row.id, version: row.version, content: row.content, edited_by: input.userId, edited_at: tx.now })
    .execute()
  await tx.dialect.forgetWords(tx.db, { n: row.n, content: row.content })
  await tx.dialect.indexWords(tx, [{ n: row.n, content: input.content }])
  return change(tx, row, { content: input.content, version: row.version + 1, edited_at: tx.now })
}

/** A tombstone: the place stays, the words and what they were before go. */
export async function remove(tx: Tx, input: { userId: string; messageId: string }): Promise<Message> {
  const { row, standing } = await writable(tx, input.userId, input.messageId)
  const moderates = standing.userRole === 'owner' || standing.userRole === 'admin'
  if (row.author_id !== input.userId && !moderates) throw new ChatError('forbidden', 'Only its author or an administrator may delete a message')
  if (row.deleted_at !== null) return toMessage(row)

  await tx.dialect.forgetWords(tx.db, { n: row.n, content: row.content })
  await tx.db.deleteFrom('message_edits').where('message_id', '=', row.id).execute()
  return change(tx, row, { content: '', files: null, meta: null, deleted_at: tx.now })
}

async function change(tx: Tx, row: MessageRow, columns: Partial<MessageRow>): Promise<Message> {
  const rev = await tick(tx, row.channel_id)
  const changed = await tx.db
    .updateTable('messages')
    .set({ ...columns, rev })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const message = toMessage(changed)
  tx.changes.push({ to: 'channel', channelId: row.channel_id, event: { type: 'message.changed', channelId: row.channel_id, rev, message } })
  return message
}
