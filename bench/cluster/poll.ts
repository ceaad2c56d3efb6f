import { openPostgres } from '../../backend/store/postgres/index.ts'
import { median, percentile } from '../median.ts'
import { pause } from '../server.ts'
import { arrive } from './arrivals.ts'
import { DATABASE, type Ground } from './ground.ts'
import type { Seeded } from './people.ts'
import { between, Counters, type Reading, sum } from './reading.ts'

/** What it costs a node to ask once a second how far all its scopes have come. */
export interface Poll {
  scopes: number
  /** Milliseconds of one question, asked through the store. */
  p50: number
  p99: number
  /** Milliseconds of processor each second, of a node whose people follow so many channels and say nothing, beyond one with nobody. */
  nodeCpu: number
  postgresCpu: number
}

const CALM_MS = 2_000

export async function measurePoll(ground: Ground, people: readonly Seeded[], scopes: number, plan: { questions: number; seconds: number }): Promise<Poll> {
  const took = await questions(ground, scopes, plan.questions)
  await using nodes = await ground.nodes(1)
  await using counters = await Counters.open(ground)
  const idle = async (): Promise<Reading> => {
    await pause(CALM_MS)
    const before = await counters.read(nodes)
    await pause(plan.seconds * 1_000)
    return between(before, await counters.read(nodes))
  }
  const nobody = await idle()
  const links = await arrive(nodes, people)
  const everybody = await idle()
  for (const link of links) link.close()
  const beyond = (pick: (reading: Reading) => number): number => (pick(everybody) / everybody.at - pick(nobody) / nobody.at) * 1_000
  return {
    scopes,
    p50: median(took),
    p99: percentile(took, 0.99),
    nodeCpu: beyond(({ nodes: used }) => sum(used)),
    postgresCpu: beyond(({ postgres }) => postgres),
  }
}

/** The node's own question about the first so many scopes of the database, none of which has moved on. */
async function questions(ground: Ground, scopes: number, count: number): Promise<number[]> {
  const rows = await ground.postgres.sql(`select id, clock::float8 from scopes order by id limit ${scopes}`, DATABASE)
  const known = rows.map(({ id, clock }) => ({ id: String(id), clock: Number(clock) }))
  if (known.length < scopes) throw new Error(`The database has ${known.length} scopes and not ${scopes}`)
  await using store = await openPostgres(ground.url, { warn() {}, info() {} } as never)
  const took: number[] = []
  for (let at = 0; at < count + 3; at++) {
    const since = performance.now()
    const { moved } = await store.read('scope.news', { known })
    if (moved.length > 0) throw new Error('Somebody wrote while nobody was to')
    took.push(performance.now() - since)
  }
  return took.slice(3)
}
