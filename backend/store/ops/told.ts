import { mayRead } from '../../models/access.ts'
import { prepared } from '../prepared.ts'
import { scopesOf } from '../scopes.ts'
import { standingsOf } from '../standing.ts'
import type { View } from '../tx.ts'
import { channelRows, type Missed, ownRows, workspaceRows } from './sync.ts'

const movedOn = prepared<{ known: string }, Known>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<Known>({ id: 'text', clock: 'bigint' }, p('known')))
    .innerJoin('scopes as s', 's.id', 'r.id')
    .whereRef('s.clock', '>', 'r.clock')
    .select(['s.id', 's.clock'])
    .compile(),
)

/** A scope, and how far it has come. */
export interface Known {
  id: string
  clock: number
}

/** Which of these scopes have moved on, and the epoch of all clocks, in one snapshot: what a node asks to see whether a bell was lost. */
export async function news(view: View, input: { known: readonly Known[] }): Promise<{ epoch: string; moved: Known[] }> {
  const { epoch } = await view.db.selectFrom('workspace').select('epoch').executeTakeFirstOrThrow()
  return { epoch, moved: await movedOn(view, { known: JSON.stringify(input.known) }) }
}

/** What a scope told since a clock, as a node reads it for all who listen there. */
export interface Told extends Missed {
  /** Of a channel: who of those asked about, and of those whose membership changed, may read it. */
  readers?: string[]
  /** Of a thread: membership of it lets nobody in or out. */
  isThread?: boolean
  /** Of a person: the channels whose membership changed, their clocks, and whether the person may read them. */
  places?: Record<string, Place>
}

interface Place {
  userId: string
  clock: number
  readable: boolean
}

/** The rows of one scope above `since`, whatever kind it is, in one snapshot with who may hear them. */
export async function told(view: View, input: { scopeId: string; since: number; userIds: readonly string[] }): Promise<Told> {
  const { scopeId, since } = input
  const workspace = await view.db.selectFrom('workspace').select('id').where('id', '=', scopeId).executeTakeFirst()
  if (workspace) return workspaceRows(view, { since })
  const channel = await view.db.selectFrom('channels').select(['id', 'kind']).where('id', '=', scopeId).executeTakeFirst()
  if (!channel) return toldToOne(view, scopeId, since)
  const missed = await channelRows(view, { channelId: scopeId, since, fromSeq: Number.MIN_SAFE_INTEGER })
  const moved = missed.events.flatMap((event) => (event.type === 'member.changed' ? [event.member.userId] : []))
  const people = [...new Set([...input.userIds, ...moved])]
  const standing = await standingsOf(
    view,
    people.map((userId) => ({ userId, channelId: scopeId })),
  )
  return { ...missed, readers: people.filter((userId) => mayRead(standing(userId, scopeId))), isThread: channel.kind === 'thread' }
}

async function toldToOne(view: View, userId: string, since: number): Promise<Told> {
  const missed = await ownRows(view, { userId, since })
  const moved = missed.events.flatMap((event) => (event.type === 'membership.changed' && !event.membership.thread ? [event.membership.channelId] : []))
  const reached = await scopesOf(view, moved)
  const standing = await standingsOf(
    view,
    moved.map((channelId) => ({ userId, channelId })),
  )
  const place = (channelId: string): Place => ({ userId, clock: reached.get(channelId)?.clock ?? 0, readable: mayRead(standing(userId, channelId)) })
  return { ...missed, places: Object.fromEntries(moved.map((channelId) => [channelId, place(channelId)])) }
}
