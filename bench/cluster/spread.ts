import { Generator } from '../load/drive.ts'
import type { Figures, Order, RoomPlan } from '../load/plan.ts'
import { median } from '../median.ts'
import { mediansOf } from '../rows/run.ts'
import { pause } from '../server.ts'
import { type Arrivals, measureArrivals } from './arrivals.ts'
import type { Ground, Nodes } from './ground.ts'
import type { Seeded } from './people.ts'
import { between, Counters, type Reading, sum } from './reading.ts'

/** One kind of rooms, on one number of nodes. */
export interface RoomCost {
  name: string
  figures: Figures
  lost: number
  /** Microseconds of all nodes' processor, a delivery: as fast as it goes, when many leave in one write; */
  nodeCpu: number
  /** and at a calm pace, when each is a write of its own. */
  calmCpu: number
}

/** The same load on so many nodes. */
export interface Spread {
  nodes: number
  arrivals: Arrivals
  rooms: RoomCost[]
  /** Microseconds that a node needs for a message that nobody there listens to; NaN of one node. */
  bystander: number
}

export interface SpreadPlan {
  people: readonly Seeded[]
  rooms: readonly { name: string; plans: RoomPlan[]; inFlight: number; calmPerSecond: number }[]
  seconds: number
  idleSeconds: number
  runs: number
}

/** One node and three in turn, so that what else the machine does falls on both. */
export async function measureSpread(ground: Ground, counts: readonly number[], plan: SpreadPlan): Promise<Spread[]> {
  const runs: Spread[] = []
  for (let run = 0; run < plan.runs; run++)
    for (const count of counts) {
      await using nodes = await ground.nodes(count)
      const arrivals = await measureArrivals(ground, nodes, plan.people, plan.idleSeconds)
      const rooms: RoomCost[] = []
      for (const kind of plan.rooms) rooms.push(await measureRooms(ground, nodes, kind, plan.seconds))
      runs.push({ nodes: count, arrivals, rooms, bystander: count > 1 ? await measureBystander(ground, nodes, plan) : Number.NaN })
    }
  return counts.map((count) =>
    merged(
      count,
      runs.filter(({ nodes }) => nodes === count),
    ),
  )
}

async function measureRooms(ground: Ground, nodes: Nodes, kind: SpreadPlan['rooms'][number], seconds: number): Promise<RoomCost> {
  const { name, plans, inFlight, calmPerSecond } = kind
  const place = { ports: nodes.ports, rooms: plans }
  const listeners = plans.reduce((all, room) => all + room.senders.length + room.listeners.length, 0) / plans.length
  const [fast, calm] = await loaded(ground, nodes, place, [
    { loop: 'closed', seconds, inFlight },
    { loop: 'open', seconds, perSecond: calmPerSecond },
  ])
  const cpuOf = (load: Loaded | undefined): number => (load ? (sum(load.used.nodes) * 1e6) / (load.used.messages * listeners) : Number.NaN)
  if (!fast) throw new Error('There was no run')
  return { name, figures: fast.figures, lost: fast.figures.lost + (calm?.figures.lost ?? 0), nodeCpu: cpuOf(fast), calmCpu: cpuOf(calm) }
}

const BYSTANDER_PER_SECOND = 500
/** Until those who left are forgotten. */
const CALM_MS = 3_000

/** Everybody is at the first node; the others hear the bell and have nobody to tell. */
async function measureBystander(ground: Ground, nodes: Nodes, { rooms, seconds }: SpreadPlan): Promise<number> {
  const plans = rooms.at(-1)?.plans ?? []
  const order: Order = { loop: 'open', seconds, perSecond: BYSTANDER_PER_SECOND }
  await using counters = await Counters.open(ground)
  await pause(CALM_MS)
  const before = await counters.read(nodes)
  await pause(seconds * 1_000)
  const idle = between(before, await counters.read(nodes))
  const [load] = await loaded(ground, nodes, { ports: nodes.ports.slice(0, 1), rooms: plans }, [order])
  if (!load) throw new Error('There was no run')
  const { used } = load
  const others = ({ nodes: [, ...rest], at }: Reading): number => sum(rest) / rest.length / at
  return ((others(used) - others(idle)) * used.at * 1e6) / used.messages
}

interface Loaded {
  figures: Figures
  used: Reading
}

async function loaded(ground: Ground, nodes: Nodes, place: { ports: readonly number[]; rooms: RoomPlan[] }, orders: readonly Order[]): Promise<Loaded[]> {
  await using counters = await Counters.open(ground)
  using load = await Generator.start({ dialect: 'parley', ...place }, [])
  const runs: Loaded[] = []
  for (const order of orders) {
    await load.run({ ...order, seconds: 1 })
    const before = await counters.read(nodes)
    const figures = await load.run(order)
    runs.push({ figures, used: between(before, await counters.read(nodes)) })
  }
  return runs
}

/** Each figure's own median. */
function merged(nodes: number, runs: readonly Spread[]): Spread {
  const [first] = runs
  if (!first) throw new Error('There was no run')
  const arrivals = Object.fromEntries(
    Object.keys(first.arrivals).map((key) => [key, median(runs.map((run) => run.arrivals[key as keyof Arrivals]))]),
  ) as unknown as Arrivals
  const rooms = first.rooms.map(({ name }, at) => {
    const these = runs.flatMap((run) => run.rooms[at] ?? [])
    return {
      name,
      figures: mediansOf(these.map(({ figures }) => figures)),
      lost: sum(these.map(({ lost }) => lost)),
      nodeCpu: median(these.map(({ nodeCpu }) => nodeCpu)),
      calmCpu: median(these.map(({ calmCpu }) => calmCpu)),
    }
  })
  return { nodes, arrivals, rooms, bystander: median(runs.map(({ bystander }) => bystander)) }
}
