import { ChatError, LIMITS, type Reminder } from '@parley/protocol'
import { assertAhead } from '../../models/times.ts'
import { type ReminderRow, toReminder } from '../later-rows.ts'
import { lock, tick } from '../scopes.ts'
import type { Tx, View } from '../tx.ts'
import { dropJob, moveJob, putJobs } from './jobs.ts'
import { assertRoom, tell } from './later.ts'
import { channelOf, readableIn } from './pages.ts'

const JOB = 'reminder'
const jobOf = (id: string): string => `${JOB} ${id}`

interface NewReminder {
  userId: string
  id: string
  at: number
  content: string | undefined
  messageId: string | undefined
}

const rowOf = (view: View, id: string): Promise<ReminderRow | undefined> => view.db.selectFrom('reminders').selectAll().where('id', '=', id).executeTakeFirst()

async function ownRow(tx: Tx, userId: string, id: string): Promise<ReminderRow> {
  await lock(tx, userId)
  const row = await rowOf(tx, id)
  if (row?.user_id !== userId) throw new ChatError('not_found', 'There is no such reminder')
  return row
}

/** Where the message is, for one who may read it. */
async function channelFor(tx: Tx, userId: string, messageId: string | undefined): Promise<string | null> {
  if (messageId === undefined) return null
  const channelId = await channelOf(tx, messageId)
  await readableIn(tx, userId, messageId, channelId)
  return channelId
}

export async function create(tx: Tx, input: NewReminder): Promise<Reminder> {
  await lock(tx, input.userId)
  const known = await rowOf(tx, input.id)
  if (known && known.user_id !== input.userId) throw new ChatError('conflict', 'This id was used for another reminder')
  if (known) return toReminder(known)
  const channelId = await channelFor(tx, input.userId, input.messageId)
  assertAhead(input.at, tx.now)
  await assertRoom(tx, 'reminders', input.userId)
  const row: ReminderRow = {
    id: input.id,
    user_id: input.userId,
    channel_id: channelId,
    message_id: input.messageId ?? null,
    content: input.content ?? '',
    at: input.at,
    state: 'waiting',
    fired_at: null,
    created_at: tx.now,
    urev: await tick(tx, input.userId),
  }
  await tx.db.insertInto('reminders').values(row).execute()
  await plan(tx, row)
  return tell(tx, row.user_id, toReminder(row))
}

const plan = (tx: Tx, { id, at }: ReminderRow): Promise<void> => moveJob(tx, { id: jobOf(id), kind: JOB, dueAt: at, payload: { id } })

async function change(tx: Tx, row: ReminderRow, columns: Partial<ReminderRow>): Promise<Reminder> {
  const changed = { ...columns, urev: await tick(tx, row.user_id) }
  await tx.db.updateTable('reminders').set(changed).where('id', '=', row.id).execute()
  return tell(tx, row.user_id, toReminder({ ...row, ...changed }))
}

interface ReminderChange {
  userId: string
  id: string
  at: number | undefined
  content: string | undefined
  done: boolean | undefined
}

/** Another time makes it wait again; `done` ends it. */
export async function update(tx: Tx, input: ReminderChange): Promise<Reminder> {
  const row = await ownRow(tx, input.userId, input.id)
  if (row.state === 'deleted') throw new ChatError('conflict', 'It was deleted')
  if (input.at !== undefined && input.at !== row.at) assertAhead(input.at, tx.now)
  const next = { content: input.content ?? row.content, at: input.at ?? row.at, state: stateOf(row, input) }
  if (next.content === row.content && next.at === row.at && next.state === row.state) return toReminder(row)
  if (next.state === 'waiting') await plan(tx, { ...row, ...next })
  else await dropJob(tx, jobOf(row.id))
  return change(tx, row, next)
}

function stateOf(row: ReminderRow, { at, done }: ReminderChange): ReminderRow['state'] {
  if (done) return 'done'
  if (at !== undefined && at !== row.at) return 'waiting'
  return done === false && row.state === 'done' ? 'fired' : row.state
}

export async function remove(tx: Tx, input: { userId: string; id: string }): Promise<Reminder> {
  const row = await ownRow(tx, input.userId, input.id)
  if (row.state === 'deleted') return toReminder(row)
  await dropJob(tx, jobOf(row.id))
  return change(tx, row, { state: 'deleted', content: '' })
}

/** Its time has come: said once, whoever looks and how often, and with it the job that tells who does not look. Answers when to look again. */
export async function fire(tx: Tx, { id }: { id: string }): Promise<{ again: number } | null> {
  const found = await rowOf(tx, id)
  if (!found) return null
  await lock(tx, found.user_id)
  const row = await rowOf(tx, id)
  if (row?.state !== 'waiting') return null
  if (row.at > tx.now) return { again: row.at }
  await change(tx, row, { state: 'fired', fired_at: tx.now })
  const payload = { userId: row.user_id, id, firedAt: tx.now }
  await putJobs(tx, [{ id: `reminded ${id} ${tx.now}`, kind: 'reminded', dueAt: tx.now + LIMITS.noticeMs, payload }])
  return null
}
