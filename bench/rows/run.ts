import type { Generator } from '../load/drive.ts'
import type { Figures, Order } from '../load/plan.ts'
import { cpuSeconds } from '../machine.ts'
import { median } from '../median.ts'

/** One run of the load, and the seconds of processor that all threads of the server needed for it. */
export interface Run {
  figures: Figures
  cpu: number
}

/** Between two runs the server is idle, so its processor time is the run's. */
export async function runOf(load: Generator, pid: number, order: Order): Promise<Run> {
  const before = cpuSeconds(pid) ?? Number.NaN
  const figures = await load.run(order)
  return { figures, cpu: (cpuSeconds(pid) ?? Number.NaN) - before }
}

export const secondsOf = ({ figures }: Run): number => (figures.endedAt - figures.startedAt) / 1_000

/** Of one core. */
export const shareOf = (runs: readonly Run[]): number => median(runs.map((run) => run.cpu / secondsOf(run)))

/** Microseconds of the server's processor. */
export const cpuPerDelivery = (runs: readonly Run[]): number => median(runs.map((run) => (run.cpu * 1e6) / (run.figures.deliveries * secondsOf(run))))
export const cpuPerMessage = (runs: readonly Run[]): number => median(runs.map((run) => (run.cpu * 1e6) / (run.figures.messages * secondsOf(run))))

export const lostIn = (runs: readonly Run[]): number => runs.reduce((sum, { figures }) => sum + figures.lost, 0)

/** Each figure's own median. */
export function mediansOf(runs: readonly Figures[]): Figures {
  const of = (pick: (run: Figures) => number): number => median(runs.map(pick))
  return {
    messages: of((run) => run.messages),
    deliveries: of((run) => run.deliveries),
    ack: { p50: of((run) => run.ack.p50), p99: of((run) => run.ack.p99) },
    last: { p50: of((run) => run.last.p50), p99: of((run) => run.last.p99) },
    each: { p50: of((run) => run.each.p50), p99: of((run) => run.each.p99) },
    lost: of((run) => run.lost),
    generatorCpu: of((run) => run.generatorCpu),
    startedAt: 0,
    endedAt: 0,
  }
}
