import { openPostgres } from '../../backend/store/postgres/index.ts'
import { median, percentile } from '../median.ts'
import { DATABASE, type Ground } from './ground.ts'
import { cpuOfPostgres } from './reading.ts'

/** What it costs a node to ask once a second how far all its scopes have come. */
export interface Poll {
  scopes: number
  /** Milliseconds of one question, asked through the store. */
  p50: number
  p99: number
  /** Milliseconds of processor of one question: what a second of polling keeps. */
  nodeCpu: number
  postgresCpu: number
}

/**
 * Asks the node's own question about the first so many scopes of the database, none of which has moved on, one after the other: what that takes of both
 * processors is divided by their number. A node that polls beside one that does not differ by less than what a database does for itself meanwhile.
 */
export async function measurePoll(ground: Ground, scopes: number, count: number): Promise<Poll> {
  const rows = await ground.postgres.sql(`select id, clock::float8 from scopes order by id limit ${scopes}`, DATABASE)
  const known = rows.map(({ id, clock }) => ({ id: String(id), clock: Number(clock) }))
  if (known.length < scopes) throw new Error(`The database has ${known.length} scopes and not ${scopes}`)
  await using store = await openPostgres(ground.url, { warn() {}, info() {} } as never)
  const ask = async (): Promise<number> => {
    const since = performance.now()
    const { moved } = await store.read('scope.news', { known })
    if (moved.length > 0) throw new Error('Somebody wrote while nobody was to')
    return performance.now() - since
  }
  for (let at = 0; at < WARM_UP; at++) await ask()
  const before = { node: process.cpuUsage(), postgres: cpuOfPostgres(ground) }
  const took: number[] = []
  for (let at = 0; at < count; at++) took.push(await ask())
  const { user, system } = process.cpuUsage(before.node)
  return {
    scopes,
    p50: median(took),
    p99: percentile(took, 0.99),
    nodeCpu: (user + system) / 1_000 / count,
    postgresCpu: ((cpuOfPostgres(ground) - before.postgres) * 1_000) / count,
  }
}

const WARM_UP = 3
