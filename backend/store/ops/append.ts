import { hash } from 'node:crypto'
import { ChatError, type Message, type NewPoll, type Priority } from '@parley/protocol'
import { assertMaySend, mayAddressAll, pauseOf, type Standing } from '../../models/access.ts'
import { opened, pressing } from '../../models/answers.ts'
import { Clocks } from '../clocks.ts'
import type { Columns, Target } from '../dialect.ts'
import { Marks } from '../marks.ts'
import { underParents, withParents } from '../parents.ts'
import { parts } from '../parts.ts'
import { prepared, present } from '../prepared.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { standingsOf } from '../standing.ts'
import type { ReadsTable } from '../tables.ts'
import { together } from '../together.ts'
import { lastly, type Tx } from '../tx.ts'
import { answerEach } from './joined.ts'
import * as mentions from './mentions.ts'
import { type Reply, settleReplies } from './replies.ts'

export interface Draft {
  id: string
  channelId: string
  authorId: string
  content: string
  replyTo: string | undefined
  meta: string | undefined
  poll?: NewPoll | undefined
  priority?: Priority['level'] | undefined
  /** What it repeats from elsewhere. */
  refId?: string | undefined
}

/** `fresh` is false for a repeat, which changed nothing. */
export type Appended = { message: Message; fresh: boolean }

type NewRow = Omit<MessageRow, 'n'>

const known = prepared<{ ids: string }, MessageRow>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('ids')))
    .leftJoin('messages as m', 'm.id', 'r.id')
    .selectAll('m')
    .$castTo<MessageRow>()
    .compile(),
)

/** What differs from one new message to the next; the other columns say the same for all. */
const columns = ['id', 'channel_id', 'seq', 'rev', 'author_id', 'kind', 'content', 'version', 'reply_to', 'meta', 'created_at', 'sent_hash'] as const
type Given = Pick<NewRow, (typeof columns)[number]>
const given = Object.fromEntries(columns.map((name) => [name, parts.messages.columns[name]])) as Columns<Given>

const messages: Target<Given> = { table: 'messages', columns: given }

/** With what few messages have: named only where one of a batch has it. */
const more: Target<Given & Pick<NewRow, 'poll' | 'priority' | 'ref_id' | 'mentions'>> = {
  table: 'messages',
  columns: { ...given, poll: 'text', priority: 'text', ref_id: 'text', mentions: 'text' },
}
const hasMore = ({ poll, priority, ref_id, mentions }: NewRow): boolean => [poll, priority, ref_id, mentions].some((each) => each !== null)

function hashOf({ channelId, content, replyTo, meta, poll, priority }: Draft): string {
  const more = poll || priority ? [poll ?? null, priority ?? null] : []
  return hash('sha256', JSON.stringify([channelId, content, replyTo ?? null, meta ?? null, ...more]), 'base64')
}

/**
 * Appends many drafts in the order they came; each is answered alone. The clocks are locked first; known ids are looked up
 * after that, and numbers are given only to new ones, so that sending twice is sending once (I4) and `seq` stays dense
 * (I2). A handful of statements, however many drafts.
 */
export async function append(tx: Tx, drafts: readonly Draft[]): Promise<(Appended | ChatError)[]> {
  const places = drafts.map(({ authorId, channelId }) => ({ userId: authorId, channelId }))
  const locking = Clocks.lock(tx, withParents(drafts.flatMap(({ channelId, authorId }) => [channelId, authorId])))
  // One way to the database and back: it does what it is asked in order, so all that decides is read after the clocks are locked.
  const [clocks, rows, read, marks, mentioned] = await together([
    locking,
    rowsOf(tx, drafts),
    standingsOf(tx, places),
    Marks.find(tx, locking, places),
    mentions.resolve(tx, drafts),
  ])
  const standings = await underParents(tx, clocks, places, read)
  const fresh: NewRow[] = []
  const replies: Reply[] = []
  const answers = answerEach(drafts, (draft): Appended => {
    const repeat = rows.get(draft.id)
    if (repeat) return { message: sameAs(repeat, draft), fresh: false }
    const standing = standings(draft.authorId, draft.channelId)
    assertMaySend(standing)
    if (draft.replyTo && rows.get(draft.replyTo)?.channel_id !== draft.channelId)
      throw new ChatError('invalid', 'The message you answer is not in this channel')
    const targets = mentioned(draft, mayAddressAll(standing))
    const pauseMs = pauseOf(standing)
    if (pauseMs > 0) pause(marks.at({ userId: draft.authorId, channelId: draft.channelId }), pauseMs, tx.now)
    const row = { ...place(clocks, draft, tx.now), mentions: targets }
    rows.set(row.id, row)
    fresh.push(row)
    return { message: tell(tx, row, standing, replies), fresh: true }
  })
  if (replies.length > 0) await settleReplies(tx, clocks, replies)
  if (fresh.length > 0) await write(tx, { clocks, marks }, fresh)
  return answers
}

/** What is known under the ids of these drafts, and of what they answer. */
async function rowsOf(tx: Tx, drafts: readonly Draft[]): Promise<Map<string, NewRow>> {
  const ids = new Set(drafts.flatMap(({ id, replyTo }) => (replyTo ? [id, replyTo] : id)))
  const rows = present(await known(tx, { ids: JSON.stringify(Array.from(ids, (id) => ({ id }))) }), 'id')
  return new Map(rows.map((row) => [row.id, row]))
}

function place(clocks: Clocks, draft: Draft, now: number): NewRow {
  const next = clocks.advance(draft.channelId)
  if (!next) throw new ChatError('not_found', 'There is no such channel, or you are not in it')
  return {
    id: draft.id,
    channel_id: draft.channelId,
    ...next,
    author_id: draft.authorId,
    kind: 'text',
    content: draft.content,
    version: 1,
    reply_to: draft.replyTo ?? null,
    ref_id: draft.refId ?? null,
    files: null,
    meta: draft.meta ?? null,
    mentions: null,
    thread: null,
    moved_to: null,
    source: null,
    source_id: null,
    created_at: now,
    edited_at: null,
    pinned_at: null,
    pinned_by: null,
    deleted_at: null,
    sent_hash: hashOf(draft),
    poll: draft.poll ? JSON.stringify(opened(draft.poll)) : null,
    priority: draft.priority ? JSON.stringify(pressing(draft.priority)) : null,
  }
}

/** Where writers must wait, the mark that each send moves anyway remembers when it was. */
function pause(mark: ReadsTable, pauseMs: number, now: number): void {
  const waitMs = mark.sent_at === null ? 0 : mark.sent_at + pauseMs - now
  // A clock that was set back makes nobody wait longer than the pause.
  if (waitMs > 0) throw new ChatError('too_fast', 'This channel is slow: wait before you write again', Math.min(waitMs, pauseMs))
  mark.sent_at = now
}

/** A reply is told behind what it changes in the channel of its thread. */
function tell(tx: Tx, row: NewRow, standing: Standing, replies: Reply[]): Message {
  const message = toMessage(row)
  if (standing.parent) replies.push({ row, standing })
  else tx.changes.push({ to: 'channel', channelId: row.channel_id, event: { type: 'message.changed', channelId: row.channel_id, rev: row.rev, message } })
  return message
}

/** A repeat is compared with what was first sent, not with today's row: it may have been edited or deleted since. */
function sameAs(row: NewRow, draft: Draft): Message {
  if (row.author_id !== draft.authorId || row.sent_hash !== hashOf(draft)) throw new ChatError('conflict', 'This id was used for another message')
  return toMessage(row)
}

async function write(tx: Tx, { clocks, marks }: { clocks: Clocks; marks: Marks }, fresh: readonly NewRow[]): Promise<void> {
  // A send moves its author's own read mark: once a channel and batch.
  const newest = new Map(fresh.map((row) => [`${row.channel_id} ${row.author_id}`, row]))
  for (const row of newest.values()) marks.raise(tx, { userId: row.author_id, channelId: row.channel_id }, row.seq)
  // The words last: whatever statement came after them would make SQLite put what it has of the index into its tables at once.
  await lastly(
    tx,
    together([
      fresh.some(hasMore) ? tx.dialect.put(tx, more, fresh) : tx.dialect.put(tx, messages, fresh),
      mentions.put(tx, fresh),
      marks.write(tx),
      clocks.write(tx),
      tx.dialect.indexWords(tx, fresh),
    ]),
  )
}
