import { ChatError, type Schedule } from '@parley/protocol'
import { assertMaySend } from '../../models/access.ts'
import { derivedId } from '../../models/derived-id.ts'
import { assertAhead } from '../../models/times.ts'
import { type ScheduleRow, toSchedule } from '../later-rows.ts'
import { lock, tick } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { Tx, View } from '../tx.ts'
import { append } from './append.ts'
import { dropJob, moveJob } from './jobs.ts'
import { only } from './joined.ts'
import { assertRoom, tell } from './later.ts'

/** The kind of the job that sends one. */
const JOB = 'schedule'
const jobOf = (id: string): string => `${JOB} ${id}`

interface NewSchedule {
  userId: string
  id: string
  channelId: string
  content: string
  replyTo: string | undefined
  at: number
}

const rowOf = (view: View, id: string): Promise<ScheduleRow | undefined> => view.db.selectFrom('schedules').selectAll().where('id', '=', id).executeTakeFirst()

/** One's own, read after one's clock was locked. */
async function ownRow(tx: Tx, userId: string, id: string): Promise<ScheduleRow> {
  await lock(tx, userId)
  const row = await rowOf(tx, id)
  if (row?.user_id !== userId) throw new ChatError('not_found', 'There is no such scheduled message')
  return row
}

/** Plans a message. Asked again with the same id it is answered with the row as it is today (I4). */
export async function create(tx: Tx, input: NewSchedule): Promise<Schedule> {
  await lock(tx, input.userId)
  const known = await rowOf(tx, input.id)
  if (known && (known.user_id !== input.userId || known.channel_id !== input.channelId))
    throw new ChatError('conflict', 'This id was used for another scheduled message')
  if (known) return toSchedule(known)
  assertMaySend(await standingOf(tx, input.userId, input.channelId))
  assertAhead(input.at, tx.now)
  await assertRoom(tx, 'schedules', input.userId)
  const row: ScheduleRow = {
    id: input.id,
    user_id: input.userId,
    channel_id: input.channelId,
    content: input.content,
    reply_to: input.replyTo ?? null,
    at: input.at,
    state: 'waiting',
    message_id: null,
    reason: null,
    created_at: tx.now,
    urev: await tick(tx, input.userId),
  }
  await tx.db.insertInto('schedules').values(row).execute()
  await plan(tx, row)
  return tell(tx, row.user_id, toSchedule(row))
}

const plan = (tx: Tx, { id, at }: ScheduleRow): Promise<void> => moveJob(tx, { id: jobOf(id), kind: JOB, dueAt: at, payload: { id } })

async function change(tx: Tx, row: ScheduleRow, columns: Partial<ScheduleRow>): Promise<Schedule> {
  const changed = { ...columns, urev: await tick(tx, row.user_id) }
  await tx.db.updateTable('schedules').set(changed).where('id', '=', row.id).execute()
  return tell(tx, row.user_id, toSchedule({ ...row, ...changed }))
}

const assertHere = ({ state }: ScheduleRow): void => {
  if (state === 'sent') throw new ChatError('conflict', 'It has left already')
  if (state === 'deleted') throw new ChatError('conflict', 'It was deleted')
}

/** Other words or another time, as long as it has not left. */
export async function update(tx: Tx, input: { userId: string; id: string; content: string | undefined; at: number | undefined }): Promise<Schedule> {
  const row = await ownRow(tx, input.userId, input.id)
  assertHere(row)
  const next = { content: input.content ?? row.content, at: input.at ?? row.at }
  if (next.content === row.content && next.at === row.at) return toSchedule(row)
  if (input.at !== undefined) assertAhead(input.at, tx.now)
  const again = input.at === undefined ? {} : { state: 'waiting' as const, reason: null }
  if (input.at !== undefined) await plan(tx, { ...row, ...next })
  return change(tx, row, { ...next, ...again })
}

/** It does not leave. The row stays, as a state, without its words. */
export async function remove(tx: Tx, input: { userId: string; id: string }): Promise<Schedule> {
  const row = await ownRow(tx, input.userId, input.id)
  if (row.state === 'deleted') return toSchedule(row)
  assertHere(row)
  await dropJob(tx, jobOf(row.id))
  return change(tx, row, { state: 'deleted', content: '', reason: null })
}

/** Sends one's own now; a refusal is told to who asks, and the row stays as it is. */
export async function sendNow(tx: Tx, input: { userId: string; id: string }): Promise<Schedule> {
  const found = await ownRow(tx, input.userId, input.id)
  const row = await locked(tx, found)
  if (row.state === 'sent') return toSchedule(row)
  assertHere(row)
  const { message } = only(await append(tx, [draftOf(row)]))
  await dropJob(tx, jobOf(row.id))
  return change(tx, row, { state: 'sent', message_id: message.id, content: '', reason: null })
}

/**
 * Its time has come. It leaves in the same transaction that says so, and its message's id derives from its own: whoever does this twice,
 * on whichever node, does it once (I4). What its author may not send is kept, with the reason. Answers when to try again.
 */
export async function fire(tx: Tx, { id }: { id: string }): Promise<{ again: number } | null> {
  const found = await rowOf(tx, id)
  const row = found && (await locked(tx, found))
  if (row?.state !== 'waiting') return null
  if (row.at > tx.now) return { again: row.at }
  const [sent] = await append(tx, [draftOf(row)])
  if (!sent) throw new Error('A batch of one has no answer')
  if (!(sent instanceof ChatError)) await change(tx, row, { state: 'sent', message_id: sent.message.id, content: '' })
  else if (sent.retryMs !== undefined) return { again: tx.now + sent.retryMs }
  else await change(tx, row, { state: 'refused', reason: sent.message })
  return null
}

/** The row as it is once all that sending it touches is locked. Where it goes never changes. */
async function locked(tx: Tx, { id, channel_id, user_id }: ScheduleRow): Promise<ScheduleRow> {
  await lock(tx, channel_id, user_id)
  const row = await rowOf(tx, id)
  if (!row) throw new Error('A scheduled message is gone')
  return row
}

const draftOf = (row: ScheduleRow) => ({
  id: derivedId(row.id, 'scheduled message'),
  channelId: row.channel_id,
  authorId: row.user_id,
  content: row.content,
  replyTo: row.reply_to ?? undefined,
  meta: undefined,
})
