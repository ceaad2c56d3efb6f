import { Generator } from '../load/drive.ts'
import type { Figures, Order, RoomPlan } from '../load/plan.ts'
import { median } from '../median.ts'
import { ask } from '../rest.ts'
import { mediansOf } from '../rows/run.ts'
import { pause } from '../server.ts'
import { BareCommits } from './commit.ts'
import type { Ground, Nodes } from './ground.ts'
import type { SeededChannel } from './people.ts'
import { between, Counters, type Reading, sum } from './reading.ts'

/** Durable sends at one pace. What is per message is of everything that happened meanwhile. */
export interface SendCost {
  /** Messages a second that were offered; undefined: as many as it took. */
  offered: number | undefined
  figures: Figures
  lost: number
  /** Transactions that wrote, a message. */
  writes: number
  /** The same as the node counts them. */
  commits: number
  /** All transactions, a message, less what happens when nobody writes. */
  transactions: number
  /** Microseconds of processor, a message. */
  nodeCpu: number
  postgresCpu: number
  wal: number
  stored: number
  bells: number
  bellBytes: number
}

export interface Sends {
  paces: SendCost[]
  /** Milliseconds of a bare commit beside the slowest pace: p50 of each run, their median. */
  bareCommit: number
  /** Transactions a second when nobody writes. */
  idleTransactions: number
}

export interface SendPlan {
  perSecond: readonly number[]
  inFlight: number
  seconds: number
  runs: number
  bareCommits: number
}

/** Rooms of two, one of whom sends: what a send costs, with as little fan-out as there can be. */
export async function measureSends(ground: Ground, rooms: readonly SeededChannel[], plan: SendPlan): Promise<Sends> {
  await using nodes = await ground.nodes(1)
  await using counters = await Counters.open(ground)
  await using bare = await BareCommits.open(ground)
  using load = await Generator.start({ dialect: 'parley', ports: nodes.ports, rooms: rooms.map(planOf) }, [])
  const bench = new SendBench(nodes, counters, load, rooms)
  await load.run({ loop: 'closed', seconds: plan.seconds, inFlight: plan.inFlight })
  await bench.idle(plan.seconds)
  const took: number[] = []
  for (let run = 0; run < plan.runs; run++) {
    for (const [at, perSecond] of plan.perSecond.entries()) {
      if (at === 0) took.push(median(await bare.time(plan.bareCommits)))
      await bench.run(perSecond, { loop: 'open', seconds: plan.seconds, perSecond })
      if (at === 0) took.push(median(await bare.time(plan.bareCommits)))
    }
    await bench.run(undefined, { loop: 'closed', seconds: plan.seconds, inFlight: plan.inFlight })
  }
  return { paces: bench.costs(), bareCommit: median(took), idleTransactions: bench.idleTransactions }
}

export const planOf = ({ id, members: [sender, ...others] }: SeededChannel): RoomPlan => ({
  id,
  senders: [sender?.token ?? null],
  listeners: others.map(({ token }) => token),
})

interface Run {
  figures: Figures
  used: Reading
}

/** A connection of PostgreSQL's that has nothing more to do tells within ten seconds what it did. */
const LATEST_COUNT_MS = 10_500

class SendBench {
  readonly #nodes: Nodes
  readonly #counters: Counters
  readonly #load: Generator
  readonly #rooms: readonly SeededChannel[]
  readonly #runs = new Map<number | undefined, Run[]>()
  idleTransactions = Number.NaN

  constructor(nodes: Nodes, counters: Counters, load: Generator, rooms: readonly SeededChannel[]) {
    this.#nodes = nodes
    this.#counters = counters
    this.#load = load
    this.#rooms = rooms
  }

  async idle(seconds: number): Promise<void> {
    await pause(LATEST_COUNT_MS)
    await this.#settle()
    const used = await this.#around(() => pause(seconds * 1_000))
    // Without the message that settles and the reading itself.
    this.idleTransactions = Math.max(0, used.transactions - 2) / used.at
  }

  async run(offered: number | undefined, order: Order): Promise<void> {
    let figures: Figures | undefined
    const used = await this.#around(async () => {
      figures = await this.#load.run(order)
    })
    if (figures) this.#runs.set(offered, [...(this.#runs.get(offered) ?? []), { figures, used }])
  }

  costs(): SendCost[] {
    return [...this.#runs].map(([offered, runs]) => costOf(offered, runs, this.idleTransactions))
  }

  async #around(work: () => Promise<unknown>): Promise<Reading> {
    const before = await this.#counters.read(this.#nodes)
    await work()
    await this.#settle()
    return between(before, await this.#counters.read(this.#nodes))
  }

  /** A connection of PostgreSQL's tells what it did at its next transaction, if it last told a second ago. */
  async #settle(): Promise<void> {
    await pause(1_100)
    const [room] = this.#rooms
    const [server] = this.#nodes.servers
    await ask(server?.url ?? '', room?.members[0]?.token ?? '', 'POST', `/api/channels/${room?.id}/messages`, { content: 'All is quiet again.' })
    await pause(100)
  }
}

function costOf(offered: number | undefined, runs: readonly Run[], idle: number): SendCost {
  const each = (pick: (used: Reading) => number): number => median(runs.map(({ used }) => pick(used) / used.messages))
  return {
    offered,
    figures: mediansOf(runs.map(({ figures }) => figures)),
    lost: sum(runs.map(({ figures }) => figures.lost)),
    writes: each(({ writes }) => writes),
    commits: each(({ commits }) => commits),
    transactions: each(({ transactions, at }) => transactions - idle * at),
    nodeCpu: each(({ nodes }) => sum(nodes) * 1e6),
    postgresCpu: each(({ postgres }) => postgres * 1e6),
    wal: each(({ wal }) => wal),
    stored: each(({ stored }) => stored),
    bells: each(({ bells }) => bells),
    bellBytes: each(({ bellBytes }) => bellBytes),
  }
}
