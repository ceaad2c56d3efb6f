import { createHash } from 'node:crypto'
import { ChatError, type Message } from '@parley/protocol'
import { assertMayPost, type Standing } from '../../models/access.ts'
import { prepared } from '../prepared.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { advance, lock, tick } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { Tx } from '../tx.ts'
import { known, readable } from './pages.ts'
import { raise } from './reads.ts'

export interface Draft {
  id: string
  channelId: string
  authorId: string
  content: string
  replyTo: string | undefined
  meta: string | undefined
}

/** `fresh` is false for a repeat, which changed nothing. */
export type Appended = { message: Message; fresh: boolean }

type Fresh = {
  id: string
  channelId: string
  seq: number
  rev: number
  authorId: string
  content: string
  replyTo: string | null
  meta: string | null
  at: number
  hash: string
}

const inserted = prepared<Fresh, unknown>((db, p) =>
  db
    .insertInto('messages')
    .values({
      id: p('id'),
      channel_id: p('channelId'),
      seq: p('seq'),
      rev: p('rev'),
      author_id: p('authorId'),
      kind: 'text',
      content: p('content'),
      version: 1,
      reply_to: p('replyTo'),
      ref_id: null,
      files: null,
      meta: p('meta'),
      source: null,
      source_id: null,
      created_at: p('at'),
      edited_at: null,
      deleted_at: null,
      sent_hash: p('hash'),
    })
    .compile(),
)

const hashOf = (draft: Draft): string =>
  createHash('sha256')
    .update(JSON.stringify([draft.channelId, draft.content, draft.replyTo ?? null, draft.meta ?? null]))
    .digest('base64')

/**
 * Appends many drafts in the order they came; each is answered alone. Known ids are looked up after the locks and numbers
 * are given only to new ones, so that sending twice is sending once (I4) and `seq` stays dense (I2).
 */
export async function append(tx: Tx, drafts: readonly Draft[]): Promise<(Appended | ChatError)[]> {
  await lock(tx, ...drafts.flatMap((draft) => [draft.channelId, draft.authorId]))
  const standings = new Map<string, Standing | undefined>()
  const answers: (Appended | ChatError)[] = []
  for (const draft of drafts) {
    try {
      answers.push(await appendOne(tx, draft, standings))
    } catch (failure) {
      if (!(failure instanceof ChatError)) throw failure
      answers.push(failure)
    }
  }
  await markOwn(tx, answers)
  return answers
}

async function appendOne(tx: Tx, draft: Draft, standings: Map<string, Standing | undefined>): Promise<Appended> {
  const [repeat] = await known(tx.db, { id: draft.id })
  if (repeat) return { message: sameAs(repeat, draft), fresh: false }

  const pair = `${draft.channelId} ${draft.authorId}`
  if (!standings.has(pair)) standings.set(pair, await standingOf(tx, draft.authorId, draft.channelId))
  assertMayPost(standings.get(pair))
  if (draft.replyTo) await assertInChannel(tx, draft.replyTo, draft.channelId)

  const next = await advance(tx, draft.channelId)
  if (!next) throw new ChatError('not_found', 'There is no such channel, or you are not in it')
  const row = await insert(tx, draft, next)
  const message = toMessage(row)
  await tx.dialect.indexWords(tx.db, { n: row.n, content: draft.content })
  tx.changes.push({ to: 'channel', channelId: draft.channelId, event: { type: 'message.changed', channelId: draft.channelId, rev: message.rev, message } })
  return { message, fresh: true }
}

async function insert(tx: Tx, draft: Draft, next: { clock: number; last_seq: number }): Promise<MessageRow> {
  const { id, channelId, authorId, content } = draft
  const numbers = { seq: next.last_seq, rev: next.clock, at: tx.now }
  await inserted(tx.db, {
    id,
    channelId,
    authorId,
    content,
    ...numbers,
    replyTo: draft.replyTo ?? null,
    meta: draft.meta ?? null,
    hash: hashOf(draft),
  })
  const [row] = await known(tx.db, { id })
  if (!row) throw new Error('A message just inserted is not there')
  return row
}

/** A repeat is compared with what was first sent, not with today's row: it may have been edited or deleted since. */
function sameAs(row: MessageRow, draft: Draft): Message {
  if (row.author_id !== draft.authorId || row.sent_hash !== hashOf(draft)) throw new ChatError('conflict', 'This id was used for another message')
  return toMessage(row)
}

async function assertInChannel(tx: Tx, messageId: string, channelId: string): Promise<void> {
  const [row] = await known(tx.db, { id: messageId })
  if (row?.channel_id !== channelId) throw new ChatError('invalid', 'The message you answer is not in this channel')
}

/** A send moves its author's own read mark: once a channel and batch. */
async function markOwn(tx: Tx, answers: readonly (Appended | ChatError)[]): Promise<void> {
  const newest = new Map<string, Message>()
  for (const answer of answers) {
    if (answer instanceof ChatError || !answer.fresh) continue
    newest.set(`${answer.message.channelId} ${answer.message.authorId}`, answer.message)
  }
  for (const { authorId, channelId, seq } of newest.values()) await raise(tx, authorId, channelId, seq)
}

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
  await tx.dialect.indexWords(tx.db, { n: row.n, content: input.content })
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
