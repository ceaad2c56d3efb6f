import { sql } from 'kysely'
import { prepared } from '../prepared.ts'
import type { Tx, View } from '../tx.ts'

/** Something to be done at or after a time, at least once. */
export interface NewJob {
  /** Unique: put twice it is one. */
  id: string
  kind: string
  dueAt: number
  /** JSON. */
  payload: unknown
}

/** A job that somebody holds; `lease` names the holding. */
export interface HeldJob {
  id: string
  kind: string
  payload: unknown
  /** Times it was begun, this one counted. */
  attempts: number
  lease: string
}

export type Held = Pick<HeldJob, 'id' | 'lease'>

/** What was given up is kept this long to be looked at. */
const KEPT_MS = 30 * 86_400_000
const ERROR_CHARS = 500

interface JobRow {
  id: string
  kind: string
  due_at: number
  payload: string
}

/** Puts jobs; one that is there already stays as it is. To be asked inside whatever transaction is the reason for them. */
export async function putJobs(tx: Tx, jobs: readonly NewJob[]): Promise<void> {
  if (jobs.length === 0) return
  const rows = jobs.map(({ id, kind, dueAt, payload }): JobRow => ({ id, kind, due_at: dueAt, payload: JSON.stringify(payload) }))
  await put(tx, { jobs: JSON.stringify(rows), now: tx.now })
  tx.changes.push({ to: 'jobs', dueAt: Math.min(...jobs.map(({ dueAt }) => dueAt)) })
}

/** The same as a write of its own. */
export const putAll = (tx: Tx, { jobs }: { jobs: readonly NewJob[] }): Promise<void> => putJobs(tx, jobs)

const columns = { id: 'text', kind: 'text', due_at: 'bigint', payload: 'text' } as const

const put = prepared<{ jobs: string; now: number }, unknown>((db, p, dialect) =>
  db
    .insertInto('jobs')
    .columns(['id', 'kind', 'due_at', 'payload', 'attempts', 'created_at'])
    // A conflict clause after a select needs a `where` before it in SQLite, or it would be read as a join.
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows<JobRow>(columns, p('jobs')))
        .select(['id', 'kind', 'due_at', 'payload', sql.lit(0).as('attempts'), sql<number>`cast(${p('now')} as bigint)`.as('created_at')])
        .where('r.due_at', '>=', 0),
    )
    .onConflict((row) => row.column('id').doNothing())
    .compile(),
)

/** Puts a job, or gives the one of this id another time; whoever holds it holds it no longer. */
export async function moveJob(tx: Tx, job: NewJob): Promise<void> {
  const next = { due_at: job.dueAt, payload: JSON.stringify(job.payload), lease: null, attempts: 0, last_error: null }
  await tx.db
    .insertInto('jobs')
    .values({ id: job.id, kind: job.kind, created_at: tx.now, ...next })
    .onConflict((row) => row.column('id').doUpdateSet(next))
    .execute()
  tx.changes.push({ to: 'jobs', dueAt: job.dueAt })
}

export async function dropJob(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('jobs').where('id', '=', id).execute()
}

/**
 * Takes what is due, the longest due first. A job taken becomes due again when the lease ends, so whoever dies with it leaves it to others.
 * Two who take at once: the second looks at the row again once the first has committed, and leaves it.
 */
export async function take(tx: Tx, input: { kinds: readonly string[]; limit: number; lease: string; leaseMs: number }): Promise<HeldJob[]> {
  const rows = await tx.db
    .updateTable('jobs')
    .set((eb) => ({ due_at: tx.now + input.leaseMs, lease: input.lease, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', (eb) =>
      eb.selectFrom('jobs').select('id').where('due_at', '<=', tx.now).where('kind', 'in', input.kinds).orderBy('due_at').limit(input.limit),
    )
    .where('due_at', '<=', tx.now)
    .returning(['id', 'kind', 'payload', 'attempts'])
    .execute()
  return rows.map(({ payload, ...row }) => ({ ...row, payload: JSON.parse(payload) as unknown, lease: input.lease }))
}

/** Holds on to jobs that are still being done; answers those that are still held. */
export async function renew(tx: Tx, input: { held: readonly Held[]; leaseMs: number }): Promise<string[]> {
  const rows = await tx.db
    .updateTable('jobs')
    .set({ due_at: tx.now + input.leaseMs })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom(tx.dialect.rows<Held>({ id: 'text', lease: 'text' }, JSON.stringify(input.held)))
        .select('r.id')
        .whereRef('r.lease', '=', 'jobs.lease'),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** It is done, and forgotten; unless somebody else holds it by now, or gave it another time. */
export async function done(tx: Tx, { id, lease }: Held): Promise<void> {
  await tx.db.deleteFrom('jobs').where('id', '=', id).where('lease', '=', lease).execute()
}

/** It is to be done again at `dueAt`, begun so many times; null: never, it stays to be looked at. */
export async function postpone(tx: Tx, input: Held & { dueAt: number | null; attempts: number; error: string | null }): Promise<void> {
  const { id, lease, dueAt, attempts, error } = input
  await tx.db
    .updateTable('jobs')
    .set({ due_at: dueAt, attempts, lease: null, last_error: error?.slice(0, ERROR_CHARS) ?? null })
    .where('id', '=', id)
    .where('lease', '=', lease)
    .execute()
  if (dueAt === null)
    await tx.db
      .deleteFrom('jobs')
      .where('due_at', 'is', null)
      .where('created_at', '<', tx.now - KEPT_MS)
      .execute()
}

const earliest = prepared<Record<never, never>, { due_at: number | null }>((db) =>
  db
    .selectFrom('jobs')
    .select((eb) => eb.fn.min<number | null>('due_at').as('due_at'))
    .compile(),
)

/** When the next one is due; null while there is none. */
export async function next(view: View, _input: object): Promise<number | null> {
  const [row] = await earliest(view, {})
  return row?.due_at ?? null
}
