import { openReader } from '../../backend/store/sqlite/open.ts'
import type { Seeded, SeededChannel } from '../cluster/people.ts'
import { count, ms, table } from '../cluster/words.ts'
import { Child } from '../load/child.ts'
import { Generator } from '../load/drive.ts'
import type { Figures, RoomPlan } from '../load/plan.ts'
import type { Person } from '../load/returning.ts'
import type { FromStorm, ToStorm } from '../load/storm.ts'
import { pinnedTo } from '../machine.ts'
import { median, percentile } from '../median.ts'
import { circlesOf, Seed } from '../seed.ts'
import { pause, startServer, temporaryFolder } from '../server.ts'
import { planOf, startParley } from '../targets.ts'
import type { Bench, Row } from './row.ts'

const PEOPLE = 5_000
const FOLLOWED = 20
const IN_A_CHANNEL = 100
const LIVE = { people: 50, perSecond: 20, seconds: 10 }
const MOST_SECONDS = 10
/** While some of what was written is kept and told, and the rest is not: the readers are behind, so waiting for answers would be too late. */
const KILLED_AFTER_MS = 60
const MOST_LIVE_MS = 250

interface Storm {
  /** Seconds from SIGKILL until the server answered again, until half were back, and until all were. */
  up: number
  half: number
  all: number
  live: Figures
  generatorCpu: number
  /** Rows that were written for them after the kill, or that they had not heard. */
  missed: number
  missing: number
  repeats: number
  resets: number
}

/** Everybody writes, the server is killed half-way, and all come back by themselves to what they had and to what they missed. */
export const storm: Row = {
  name: 'reconnect storm',
  async run(bench) {
    const people = bench.isQuick ? PEOPLE / 10 : PEOPLE
    using folder = temporaryFolder('bench-storm')
    const place = await settle(folder.path, people)
    const storms: Storm[] = []
    for (let run = 0; run < bench.runs; run++) {
      storms.push(await once(folder.path, place, bench))
      bench.say(`storm of ${people}: all back after ${count(storms.at(-1)?.all ?? 0)} s`)
    }
    return reported(people, storms)
  },
}

interface Place {
  people: Person[]
  live: RoomPlan
}

async function settle(folder: string, count: number): Promise<Place> {
  using seed = await Seed.into(folder)
  const people = seed.people(count)
  const [live] = seed.channels([seed.people(LIVE.people)])
  if (!live) throw new Error('Nobody talks')
  const channels = seed.channels(circlesOf(people, FOLLOWED, IN_A_CHANNEL))
  return { people: people.map((person, at) => personOf(person, at, channels, count)), live: planOf(live, 2) }
}

/** Each is in the channels of their own hundred, and writes in one of them; all clocks stand where the last of a hundred joined. */
function personOf({ token }: Seeded, at: number, channels: readonly SeededChannel[], people: number): Person {
  const hundred = Math.floor(at / IN_A_CHANNEL)
  const own = channels.filter((_, channel) => channel % (people / IN_A_CHANNEL) === hundred)
  return { token, clocks: Object.fromEntries(own.map(({ id }) => [id, 1 + IN_A_CHANNEL])), channelId: own[at % own.length]?.id ?? '' }
}

async function once(furnished: string, { people, live }: Place, { placing }: Bench): Promise<Storm> {
  await using first = await startParley(furnished, [], placing)
  const { port, folder } = first
  using crowd = new Child<ToStorm, FromStorm>(new URL('../load/storm.ts', import.meta.url), pinnedTo(1))
  await crowd.ask({ type: 'gather', port, people }, 'gathered')
  await crowd.ask({ type: 'write' }, 'written')
  await pause(KILLED_AFTER_MS)
  const since = Date.now()
  await first.server.kill()
  await using server = await startServer({ port, dataDir: folder, ...placing })
  const up = Date.now()
  const returning = crowd.ask({ type: 'return', since }, 'returned')
  using talk = await Generator.start({ dialect: 'parley', ports: [port], rooms: [live] }, pinnedTo(1))
  const figures = await talk.run({ loop: 'open', seconds: LIVE.seconds, perSecond: LIVE.perSecond })
  const { took, generatorCpu } = await returning
  const { missed, missing, repeats, resets } = await crowd.ask({ type: 'compare', clocks: clocksIn(folder) }, 'compared')
  if (missed === 0) throw new Error('Nobody had missed anything when they came back, so nothing was shown: the server was killed too late')
  await server.stop()
  return {
    up: (up - since) / 1_000,
    half: median(took) / 1_000,
    all: percentile(took, 1) / 1_000,
    live: figures,
    generatorCpu,
    missed,
    missing,
    repeats,
    resets,
  }
}

/** How far each channel is, by the database itself. */
function clocksIn(folder: string): Record<string, number> {
  const { raw } = openReader(folder)
  const rows = raw.prepare<[], { id: string; clock: number }>('select id, clock from scopes').all()
  raw.close()
  return Object.fromEntries(rows.map(({ id, clock }) => [id, clock]))
}

function reported(people: number, storms: readonly Storm[]) {
  const of = (pick: (storm: Storm) => number): number => median(storms.map(pick))
  const [all, p99] = [of((each) => each.all), of(({ live }) => live.each.p99)]
  const missing = storms.reduce((sum, each) => sum + each.missing + each.resets, 0)
  const live = { p50: of((each) => each.live.each.p50), p99 }
  return {
    said: [
      `${count(people)} people, each in ${FOLLOWED} channels of ${IN_A_CHANNEL}, write once each; ${KILLED_AFTER_MS} ms later the server is killed and started again. They come back as the SDK does (0 to 0.5 s, then twice as long), ask for what they missed, and repeat what was not answered. Meanwhile ${LIVE.people} others talk. Seconds from the kill.`,
      '',
      table(
        [
          'server answers',
          'half are back',
          'all are back',
          'rows missed, caught up',
          'rows missing',
          'told to start over',
          'rows told twice',
          'due → reader meanwhile',
          'load CPU',
        ],
        [
          [
            of((each) => each.up),
            of((each) => each.half),
            all,
            of((each) => each.missed),
            storms.reduce((sum, each) => sum + each.missing, 0),
            of((each) => each.resets),
            of((each) => each.repeats),
            ms(live),
            of((each) => each.generatorCpu),
          ].map((cell) => (typeof cell === 'number' ? count(cell) : cell)),
        ],
      ),
    ].join('\n'),
    goals: [
      {
        what: 'reconnect storm, 5,000 clients × 20 channels: all resumed, no gap',
        goal: `≤ ${MOST_SECONDS} s, 0 missing`,
        found: `${count(all)} s, ${missing} missing`,
        reached: all <= MOST_SECONDS && missing === 0,
      },
      { what: 'the same: live p99 meanwhile', goal: `≤ ${MOST_LIVE_MS} ms`, found: `${count(p99)} ms`, reached: p99 <= MOST_LIVE_MS },
    ],
    lost: missing + storms.reduce((sum, each) => sum + each.live.lost, 0),
  }
}
