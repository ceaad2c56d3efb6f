import type { Poll, Priority } from '@parley/protocol'
import { sql } from 'kysely'
import { countedAfresh, noticedAfresh } from '../../models/answers.ts'
import type { View } from '../tx.ts'
import { type Behind, behind } from './clocks.ts'

/** A read mark above the newest message: more was read than there is. */
interface Mark {
  user_id: string
  channel_id: string
  read_seq: number
  last_seq: number
}

/** A channel whose number of messages is not that of its newest one: what unread is subtracted from. */
interface Numbered {
  id: string
  last_seq: number
  newest: number
}

/** A message whose count is not that of the answers. */
export interface Miscounted {
  id: string
  poll?: Poll
  priority?: Priority
}

export interface Findings {
  clocks: Behind[]
  numbers: Numbered[]
  marks: Mark[]
  counts: Miscounted[]
  /** Channels in which a number is missing: said, for nobody knows what stood there. */
  holes: { id: string; missing: number }[]
}

type At = Pick<View, 'db'>

/** Everything that is told without being counted, counted: in one snapshot, from the rows alone. */
export async function findings(at: At): Promise<Findings> {
  return { clocks: await behind(at), numbers: await numbers(at), marks: await marks(at), counts: await counts(at), holes: await holes(at) }
}

const newest = sql<number>`coalesce((select max(m.seq) from messages m where m.channel_id = c.id), 0)`

async function numbers({ db }: At): Promise<Numbered[]> {
  const { rows } = await sql<Numbered>`
    select c.id, s.last_seq, ${newest} as newest from channels c join scopes s on s.id = c.id where s.last_seq <> ${newest}`.execute(db)
  return rows
}

/** Against the number that is right, should the other one be wrong. */
async function marks({ db }: At): Promise<Mark[]> {
  const { rows } = await sql<Mark>`
    select r.user_id, r.channel_id, r.read_seq, n.newest as last_seq
    from (select c.id, ${newest} as newest from channels c) n join reads r on r.channel_id = n.id
    where r.read_seq > n.newest and r.read_seq > 0`.execute(db)
  return rows
}

async function holes({ db }: At): Promise<Findings['holes']> {
  const { rows } = await sql<{ id: string; missing: number }>`
    select channel_id as id, cast(max(seq) - min(seq) + 1 - count(*) as bigint) as missing from messages
    group by channel_id having max(seq) - min(seq) + 1 <> count(*)`.execute(db)
  return rows
}

/** A channel's messages are many and those that ask are few: only these are looked at. */
async function counts({ db }: At): Promise<Miscounted[]> {
  const asking = await db
    .selectFrom('messages')
    .select(['id', 'poll', 'priority'])
    .where((eb) => eb.or([eb('poll', 'is not', null), eb('priority', 'is not', null)]))
    .execute()
  const found: Miscounted[] = []
  for (const { id, poll, priority } of asking) {
    const votes = await db.selectFrom('votes').select(['user_id', 'choices']).where('message_id', '=', id).orderBy('at').orderBy('user_id').execute()
    const notes = await db.selectFrom('acknowledgements').select('user_id').where('message_id', '=', id).orderBy('at').orderBy('user_id').execute()
    const given = votes.map(({ user_id, choices }) => ({ userId: user_id, choices: JSON.parse(choices) as number[] }))
    const counted = poll === null ? null : countedAfresh(JSON.parse(poll) as Poll, given)
    const noticed =
      priority === null
        ? null
        : noticedAfresh(
            JSON.parse(priority) as Priority,
            notes.map(({ user_id }) => user_id),
          )
    if (counted || noticed) found.push({ id, ...(counted && { poll: counted }), ...(noticed && { priority: noticed }) })
  }
  return found
}
