import { ChatError, LIMITS, type Message } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import { assertMayPost, assertMaySend, mayRead, mayShape, type Standing } from '../../models/access.ts'
import { Clocks } from '../clocks.ts'
import type { Target } from '../dialect.ts'
import { assertHeld } from '../parents.ts'
import { parts } from '../parts.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { standingOf, standingsOf } from '../standing.ts'
import { parentRows } from '../summary.ts'
import type { Tx, View } from '../tx.ts'
import { carryReactions } from './carry-reactions.ts'
import * as mentions from './mentions.ts'
import { bury } from './messages.ts'
import { channelOf, readableIn } from './pages.ts'
import { rehang, threadIn } from './rehang.ts'
import { settleReplies } from './replies.ts'

type NewRow = Omit<MessageRow, 'n'>
const { n: _, ...columns } = parts.messages.columns
const table: Target<NewRow> = { table: 'messages', columns }

interface Ground {
  clocks: Clocks
  from: Standing
  to: Standing
}

/**
 * Moves messages of one channel or thread into another, in their order. Each leaves a tombstone and is a new message there; a thread
 * that hangs on one goes with it. What was moved to the same place before is answered as it is.
 */
export async function move(tx: Tx, input: { userId: string; messageIds: readonly string[]; channelId: string }): Promise<{ messages: Message[] }> {
  const known = [...(await parentRows(tx, input.messageIds)).values()]
  const source = sourceOf(known, input.messageIds)
  const threads = known.flatMap((row) => threadIn(row) ?? [])
  const clocks = await lockBoth(tx, [source, input.channelId, ...threads], known)
  const from = await standingOf(tx, input.userId, source)
  const to = await standingOf(tx, input.userId, input.channelId)
  if (!mayRead(from)) throw absent()
  assertMayPost(from)
  assertMaySend(to)
  assertHeld(clocks, from)
  assertHeld(clocks, to)
  const rows = [...(await parentRows(tx, input.messageIds)).values()].sort((a, b) => a.seq - b.seq)
  const moved = await movedBefore(tx, rows, input.channelId)
  if (moved) return { messages: moved }
  if (source === input.channelId) throw new ChatError('invalid', 'They are there already')
  for (const row of rows) assertMovable(row, { clocks, from, to })
  return { messages: await carry(tx, { clocks, from, to }, rows) }
}

const absent = (): ChatError => new ChatError('not_found', 'There is no such message, or you may not read it')

/** Of one place, and all there: else nothing is said of which is not. */
function sourceOf(rows: readonly MessageRow[], messageIds: readonly string[]): string {
  const [first] = rows
  if (!first || rows.length !== new Set(messageIds).size) throw absent()
  if (rows.some((row) => row.channel_id !== first.channel_id)) throw absent()
  return first.channel_id
}

/** Both places, the channels that threads among them hang in, and those who will follow the thread they were moved to. */
async function lockBoth(tx: Tx, places: readonly string[], rows: readonly MessageRow[]): Promise<Clocks> {
  const channels = await tx.db.selectFrom('channels').select(['id', 'parent_channel_id']).where('id', 'in', places).execute()
  const parents = channels.flatMap(({ parent_channel_id }) => parent_channel_id ?? [])
  return Clocks.lock(tx, [...places, ...parents, ...rows.map(({ author_id }) => author_id)])
}

/** All of them as they are at this place, where they were moved to it before. */
async function movedBefore(tx: Tx, rows: readonly MessageRow[], channelId: string): Promise<Message[] | null> {
  if (rows.every(({ moved_to }) => moved_to === null)) return null
  const there = [
    ...(
      await parentRows(
        tx,
        rows.flatMap(({ moved_to }) => moved_to ?? []),
      )
    ).values(),
  ]
  if (there.length === rows.length && there.every((row) => row.channel_id === channelId)) return there.sort((a, b) => a.seq - b.seq).map(toMessage)
  throw new ChatError('conflict', 'Some of these messages were moved already')
}

function assertMovable(row: MessageRow, { clocks, from, to }: Ground): void {
  if (row.seq < from.fromSeq) throw absent()
  if (row.deleted_at !== null) throw new ChatError('conflict', 'A deleted message stays where it was')
  if (row.author_id !== from.userId && !mayShape(from)) throw new ChatError('forbidden', 'Only its author, or who made the channel, may move a message')
  if (row.poll !== null || row.priority !== null) throw new ChatError('forbidden', 'What people have answered stays where they did')
  const thread = threadIn(row)
  if (thread !== null && to.parent) throw new ChatError('forbidden', 'A message with a thread of its own cannot go into a thread')
  if (thread !== null && !clocks.holds(thread)) throw new ChatError('unavailable', 'Somebody replied just now; try again', 100)
}

async function carry(tx: Tx, { clocks, from, to }: Ground, rows: readonly MessageRow[]): Promise<Message[]> {
  const fresh = rows.map((row) => atPlace(tx, clocks, row, to.channelId))
  await tx.dialect.put(tx, table, fresh)
  await tx.dialect.indexWords(tx, fresh)
  await mentions.put(tx, fresh)
  if (to.parent) await settleReplies(tx, clocks, await asReplies(tx, fresh, to))
  else for (const row of fresh) tellNew(tx, row)
  for (const [at, row] of rows.entries()) {
    const next = fresh[at]
    if (!next) continue
    await carryReactions(tx, clocks, row, next, to)
    await bury(tx, clocks, { row, standing: from }, { moved_to: next.id, thread: null })
    const thread = threadIn(row)
    if (thread !== null) await rehang(tx, clocks, thread, next)
  }
  await clocks.write(tx)
  return fresh.map(toMessage)
}

/** A new message, said now: numbers and times of a channel grow together. */
function atPlace(tx: Tx, clocks: Clocks, { n: _n, ...row }: MessageRow, channelId: string): NewRow {
  const next = clocks.advance(channelId)
  if (!next) throw new Error('A place that may be written in has no clock')
  return {
    ...row,
    ...next,
    id: uuidv7(),
    channel_id: channelId,
    version: 1,
    reply_to: null,
    ref_id: row.id,
    source: null,
    source_id: null,
    created_at: tx.now,
    edited_at: null,
    sent_hash: '',
  }
}

function tellNew(tx: Tx, row: NewRow): void {
  const event = { type: 'message.changed' as const, channelId: row.channel_id, rev: row.rev, message: toMessage(row) }
  tx.changes.push({ to: 'channel', channelId: row.channel_id, event })
}

/** Their authors follow the thread from here on, those who are in its channel. */
async function asReplies(tx: Tx, rows: readonly NewRow[], to: Standing) {
  const standings = await standingsOf(
    tx,
    rows.map(({ author_id, channel_id }) => ({ userId: author_id, channelId: channel_id })),
  )
  return rows.map((row) => {
    const standing = standings(row.author_id, row.channel_id) ?? to
    const follows = mayRead(standing) && standing.parent?.joined
    return { row, standing: follows ? standing : { ...standing, joined: true } }
  })
}

/** Where a message is now, for who may read it there: through every place it was moved to. */
export async function target(view: View, input: { userId: string; messageId: string }): Promise<Message> {
  let { row } = await readableIn(view, input.userId, input.messageId, await channelOf(view, input.messageId))
  for (let moves = 0; row.moved_to !== null && moves < LIMITS.moves; moves++) {
    row = (await readableIn(view, input.userId, row.moved_to, await channelOf(view, row.moved_to))).row
  }
  return toMessage(row)
}
