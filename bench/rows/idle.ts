import { count, table } from '../cluster/words.ts'
import type { DialectName, TargetName } from '../load/dialects.ts'
import { Generator } from '../load/drive.ts'
import type { Arrival, RoomPlan } from '../load/plan.ts'
import { cpuSeconds, pinnedTo, residentBytes } from '../machine.ts'
import { median } from '../median.ts'
import { isPackaged } from '../peers/debian.ts'
import { circlesOf, Seed } from '../seed.ts'
import { pause, temporaryFolder } from '../server.ts'
import { planOf, startParley, startTarget, type Target } from '../targets.ts'
import { type Bench, names, type Row } from './row.ts'

const CONNECTIONS = 10_000
const FOLLOWED = 20
const IN_A_CHANNEL = 100
const MOST_KB = 8
const LEAST_PER_SECOND = 4_000

interface Stay {
  arrival: Arrival
  /** Kilobytes of resident memory, a connection. */
  memory: number
  /** Microseconds of the server's processor, an arrival. */
  cpu: number
  /** Whether a message at the end reached everybody. */
  lost: number
}

interface Found {
  who: string
  perSecond: number
  memory: number
  cpu: number
  generatorCpu: number
  lost: number
}

/** Everybody comes at once and stays; in the end one message must reach all of them. */
export const idle: Row = {
  name: '10,000 idle connections',
  async run(bench) {
    const connections = bench.isQuick ? CONNECTIONS / 10 : CONNECTIONS
    using folder = temporaryFolder('bench-idle')
    const rooms = await settle(folder.path, connections)
    const ours = async (): Promise<Target> => startParley(folder.path, rooms, bench.placing)
    const found: Found[] = []
    const add = async (who: string, dialect: DialectName, start: () => Promise<Target>): Promise<Found> => {
      const one = await foundOf(who, bench, () => stay(dialect, start))
      found.push(one)
      bench.say(`${who}: ${count(one.perSecond)} connections/s, ${count(one.memory)} kB each`)
      return one
    }
    const signedIn = await add('Parley, signed in, following 20 channels', 'parley', ours)
    await add('Parley, the same, and its conversations asked for (`auth`)', 'welcomed', ours)
    const seats = { rooms: 1, size: connections, senders: 1 }
    for (const target of bench.targets.filter((name) => name !== 'parley' && !isPackaged(name)))
      await add(`${names[target]}, nobody signed in`, target, () => startTarget(target as TargetName, seats, bench.placing))
    return { said: tableOf(connections, found), goals: goalsOf(signedIn), lost: found.reduce((sum, { lost }) => sum + lost, 0) }
  },
}

/** Twenty channels each: nineteen of a hundred people, and one that all are in. */
async function settle(folder: string, connections: number): Promise<RoomPlan[]> {
  using seed = await Seed.into(folder)
  const people = seed.people(connections)
  seed.channels(circlesOf(people, FOLLOWED - 1, IN_A_CHANNEL))
  return seed.channels([people]).map((room) => planOf(room, 1))
}

/** A new server for each run: memory is not given back. */
async function foundOf(who: string, { runs }: Bench, once: () => Promise<Stay>): Promise<Found> {
  const stays: Stay[] = []
  for (let run = 0; run < runs; run++) stays.push(await once())
  const of = (pick: (stay: Stay) => number): number => median(stays.map(pick))
  return {
    who,
    perSecond: of(({ arrival }) => arrival.connections / arrival.seconds),
    memory: of(({ memory }) => memory),
    cpu: of(({ cpu }) => cpu),
    generatorCpu: of(({ arrival }) => arrival.generatorCpu),
    lost: stays.reduce((sum, { lost }) => sum + lost, 0),
  }
}

const CALM_MS = 3_000

async function stay(dialect: DialectName, start: () => Promise<Target>): Promise<Stay> {
  await using server = await start()
  await pause(CALM_MS / 3)
  const before = { memory: residentBytes(server.pid), cpu: cpuSeconds(server.pid) ?? Number.NaN }
  using load = await Generator.start({ dialect, ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  const { arrival } = load
  await pause(CALM_MS)
  const after = { memory: residentBytes(server.pid), cpu: cpuSeconds(server.pid) ?? Number.NaN }
  const { lost } = await load.run({ loop: 'open', seconds: 1, perSecond: 2 })
  const { connections } = arrival
  return { arrival, memory: (after.memory - before.memory) / connections / 1_000, cpu: ((after.cpu - before.cpu) * 1e6) / connections, lost }
}

const tableOf = (connections: number, found: readonly Found[]): string =>
  [
    `${connections.toLocaleString('en')} connections, fifty at a time. Memory is what the server holds more than before they came, three seconds after the last.`,
    '',
    table(
      ['server', 'connections/s', 'kB a connection', 'µs CPU a connection', 'load CPU', 'lost'],
      found.map(({ who, perSecond, memory, cpu, generatorCpu, lost }) => [who, perSecond, memory, cpu, generatorCpu, lost]),
    ),
  ].join('\n')

const goalsOf = ({ memory, perSecond }: Found) => [
  {
    what: 'memory per idle connection at 10,000, signed in and following 20 channels',
    goal: `≤ ${MOST_KB} kB`,
    found: `${count(memory)} kB`,
    reached: memory <= MOST_KB,
  },
  {
    what: 'connections accepted per second, signed in',
    goal: `≥ ${count(LEAST_PER_SECOND)}`,
    found: count(perSecond),
    reached: perSecond >= LEAST_PER_SECOND,
  },
]
