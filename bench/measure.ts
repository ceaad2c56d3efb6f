import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { DialectName } from './load/dialects.ts'
import type { Figures, FromGenerator, Plan } from './load/plan.ts'
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
  const load = await generate({ dialect: target, port: server.port, rooms: server.rooms, inFlight, perSecond, seconds, warmUpSeconds, runs }, server.pid)
  const closed = load.filter(({ loop }) => loop === 'closed').map(({ figures }) => figures)
  const open = load.filter(({ loop }) => loop === 'open').map(({ figures }) => figures)
  const rates = closed.map((run) => run.deliveries)
  return {
    target,
    workload: workload.name,
    closed: medians(closed),
    open: medians(open),
    spread: [Math.min(...rates), Math.max(...rates)],
    lost: load.reduce((sum, { figures }) => sum + figures.lost, 0),
    cpuPerDelivery: median(load.flatMap(({ cpuPerDelivery }) => cpuPerDelivery ?? [])),
  }
}

interface Run {
  loop: 'closed' | 'open'
  figures: Figures
  cpuPerDelivery: number | undefined
}

/** Runs the generator to its end. Between two runs the server is idle, so its processor time is the run's. */
function generate(plan: Plan, pid: number): Promise<Run[]> {
  const script = fileURLToPath(new URL('load/generator.ts', import.meta.url))
  const [command = process.execPath, ...args] = [...pinnedTo(1), process.execPath, script]
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const runs: Run[] = []
  let cpuBefore = cpuSeconds(pid)
  return new Promise<Run[]>((resolve, reject) => {
    child.on('message', (message: FromGenerator) => {
      const cpuNow = cpuSeconds(pid)
      if (message.type === 'run')
        runs.push({ ...message, cpuPerDelivery: message.loop === 'closed' ? perDelivery(message.figures, cpuBefore, cpuNow) : undefined })
      else if (message.type === 'failed') reject(new Error(message.reason))
      else if (message.type === 'done') resolve(runs)
      cpuBefore = cpuNow
    })
    child.on('exit', (code) => reject(new Error(`The generator ended with code ${code}`)))
    child.send(plan satisfies Plan)
  }).finally(() => end(child))
}

const end = (child: ChildProcess): boolean => child.exitCode === null && child.kill('SIGKILL')

function perDelivery({ deliveries, startedAt, endedAt }: Figures, before: number | undefined, now: number | undefined): number | undefined {
  if (before === undefined || now === undefined) return undefined
  return ((now - before) * 1e6) / ((deliveries * (endedAt - startedAt)) / 1_000)
}

/** Each figure's own median. */
function medians(runs: readonly Figures[]): Figures {
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
