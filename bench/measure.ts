import type { DialectName } from './load/dialects.ts'
import { Generator } from './load/drive.ts'
import type { Figures } from './load/plan.ts'
import type { Workload } from './load/workloads.ts'
import { cpuSeconds, pinnedTo } from './machine.ts'
import { median } from './median.ts'
import { startTarget } from './targets.ts'

export interface Pace {
  runs: number
  seconds: number
  warmUpSeconds: number
  /** Flags of Node's for our own server: a profiler. */
  flags: readonly string[]
}

export interface Result {
  target: DialectName
  workload: string
  /** Medians of the runs. */
  closed: Figures
  open: Figures
  /** Deliveries a second of the slowest and the fastest run. */
  spread: [number, number]
  lost: number
  /** Microseconds of the server's processor a delivery, in the closed loop. */
  cpuPerDelivery: number | undefined
}

/** One server, one workload: its server on the first core, the load on the second. */
export async function measure(target: DialectName, workload: Workload, { runs, seconds, warmUpSeconds, flags }: Pace): Promise<Result> {
  await using server = await startTarget(target, workload, { before: pinnedTo(0), flags })
  const { inFlight, perSecond } = workload
  using load = await Generator.start({ dialect: target, ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  await load.run({ loop: 'closed', seconds: warmUpSeconds, inFlight })
  const closed: Figures[] = []
  const open: Figures[] = []
  const cpu: (number | undefined)[] = []
  for (let run = 0; run < runs; run++) {
    // Between two runs the server is idle, so its processor time is the run's.
    const before = cpuSeconds(server.pid)
    const figures = await load.run({ loop: 'closed', seconds, inFlight })
    cpu.push(perDelivery(figures, before, cpuSeconds(server.pid)))
    closed.push(figures)
    open.push(await load.run({ loop: 'open', seconds, perSecond }))
  }
  const rates = closed.map((run) => run.deliveries)
  return {
    target,
    workload: workload.name,
    closed: mediansOf(closed),
    open: mediansOf(open),
    spread: [Math.min(...rates), Math.max(...rates)],
    lost: [...closed, ...open].reduce((sum, { lost }) => sum + lost, 0),
    cpuPerDelivery: median(cpu.flatMap((each) => each ?? [])),
  }
}

function perDelivery({ deliveries, startedAt, endedAt }: Figures, before: number | undefined, now: number | undefined): number | undefined {
  if (before === undefined || now === undefined) return undefined
  return ((now - before) * 1e6) / ((deliveries * (endedAt - startedAt)) / 1_000)
}

/** Each figure's own median. */
export function mediansOf(runs: readonly Figures[]): Figures {
  const of = (pick: (run: Figures) => number): number => median(runs.map(pick))
  return {
    messages: of((run) => run.messages),
    deliveries: of((run) => run.deliveries),
    ack: { p50: of((run) => run.ack.p50), p99: of((run) => run.ack.p99) },
    last: { p50: of((run) => run.last.p50), p99: of((run) => run.last.p99) },
    lost: of((run) => run.lost),
    generatorCpu: of((run) => run.generatorCpu),
    startedAt: 0,
    endedAt: 0,
  }
}
