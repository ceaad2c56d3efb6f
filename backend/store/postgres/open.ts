import { setTimeout as sleep } from 'node:timers/promises'
import { LIMITS } from '@parley/protocol'
import { type Kysely, sql } from 'kysely'
import { DatabaseError } from 'pg'
import { identify, migrate } from '../migrate.ts'
import type { Identity } from '../store.ts'
import type { Tables } from '../tables.ts'
import { assertFit, Unfit } from './check.ts'
import { postgresParts } from './dialect.ts'
import { Pool } from './pool.ts'
import { reasonOf } from './reasons.ts'

/** "parley" as a number: whoever opens this database waits for it, until the one before has brought the tables up to date. */
const OPENING = 0x7061726c6579n

export interface Opened {
  identity: Identity
  /** How durable a commit is: the server's own setting where that is stricter. */
  level: 'on' | 'remote_apply'
}

/** Checks the server, brings its tables up to date and reads which workspace it is. Any number of nodes may do so at once. */
export async function openDatabase(url: string): Promise<Opened> {
  try {
    for (const deadline = Date.now() + LIMITS.databaseSilenceMs; ; await sleep(200)) {
      try {
        return await prepare(url)
      } catch (failure) {
        if (!isStarting(failure) || Date.now() > deadline) throw failure
      }
    }
  } catch (failure) {
    throw new Error(reasonOf(failure, url), { cause: failure })
  }
}

/** It listens already, and will answer in a moment. */
const isStarting = (failure: unknown): boolean => failure instanceof Error && failure.cause instanceof DatabaseError && failure.cause.code === '57P03'

async function prepare(url: string): Promise<Opened> {
  await using pool = new Pool(url, { max: 1, patient: true })
  const { connection, release } = await pool.borrow()
  try {
    const server = await assertFit(connection)
    const identity = await connection.db.transaction().execute(async (tx) => {
      await bringUpToDate(tx)
      await sql`delete from writers where at < now() - interval '7 days'`.execute(tx)
      return identify(tx, postgresParts)
    })
    return { identity, level: server.synchronous_commit === 'remote_apply' ? 'remote_apply' : 'on' }
  } finally {
    release(true)
  }
}

/** Makes and changes tables until they are those of this version. Whoever does so at the same time waits. */
export async function bringUpToDate(tx: Kysely<Tables>): Promise<void> {
  // Waits as long as it takes: a table of millions is not migrated in seconds.
  await sql`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`.execute(tx)
  await sql`select pg_advisory_xact_lock(${OPENING})`.execute(tx)
  await assertMayMigrate(tx)
  await migrate(tx, postgresParts)
}

/** Asked before it is tried: of a migration that failed half-way the database only says that it failed. */
async function assertMayMigrate(tx: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<{ may: boolean }>`
    select to_regclass('kysely_migration') is not null or coalesce(has_schema_privilege(current_schema(), 'create'), false) as may`.execute(tx)
  if (!rows[0]?.may) throw new Unfit('this user may not make tables here. Let it: grant create on schema public to … (or make it the owner of the database)')
}
