import { count, ms, table } from '../cluster/words.ts'
import type { TargetName } from '../load/dialects.ts'
import { Generator } from '../load/drive.ts'
import type { Figures } from '../load/plan.ts'
import { type Workload, workloads } from '../load/workloads.ts'
import { pinnedTo } from '../machine.ts'
import { isPackaged } from '../peers/debian.ts'
import { startTarget } from '../targets.ts'
import { type Bench, type Goal, names, type Row } from './row.ts'
import { cpuPerDelivery, lostIn, mediansOf, type Run, runOf } from './run.ts'

interface Result {
  target: TargetName
  /** Medians of the runs. */
  closed: Figures
  open: Figures
  /** Deliveries a second of the slowest and the fastest run. */
  spread: [number, number]
  lost: number
  /** Messages a second of the fixed pace. */
  pace: number
  /** Microseconds of the server's processor a delivery. */
  cpu: { closed: number; open: number }
}

/** Deliveries a second that the issue asks for, all threads of the server on one core. */
const goals: Record<string, number> = { 'one room of 100': 3e6, 'one room of 1,000': 5.5e6, 'one room of 5,000': 5e6, '100 rooms of 10': 0.25e6 }

/** A row for each workload: as fast as it goes, then at a pace that all can bear. */
export const rooms: readonly Row[] = workloads.map((workload) => ({
  name: workload.name,
  async run(bench) {
    const results: Result[] = []
    for (const target of bench.targets.filter((name) => isAsked(name, workload))) {
      results.push(await measure(target, workload, bench))
      bench.say(`${workload.name}, ${target}: ${count(results.at(-1)?.closed.deliveries ?? 0)} deliveries/s`)
    }
    return {
      said: tableOf(workload, results),
      goals: goalOf(workload, results),
      lost: results.reduce((sum, { lost }) => sum + lost, 0),
      bars: results.map(({ target, closed }) => ({ target, deliveries: closed.deliveries })),
    }
  },
}))

/** Those of the system's packages only where a single room is small enough for them: one of them greets 500 people a second. */
const isAsked = (name: TargetName, { rooms, size }: Workload): boolean => !isPackaged(name) || (rooms === 1 && size <= 1_000)

/** One server, one workload: its server on the first core, the load on the second. */
async function measure(target: TargetName, workload: Workload, { runs, seconds, warmUpSeconds, placing }: Bench): Promise<Result> {
  await using server = await startTarget(target, workload, placing)
  const { inFlight, perSecond } = workload
  using load = await Generator.start({ dialect: target, ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  await load.run({ loop: 'closed', seconds: warmUpSeconds, inFlight })
  const closed: Run[] = []
  const open: Run[] = []
  let pace = perSecond
  for (let run = 0; run < runs; run++) {
    const fastest = await runOf(load, server.pid, { loop: 'closed', seconds, inFlight })
    closed.push(fastest)
    // One who cannot bear the others' pace would only be seen to drown.
    if (run === 0 && isPackaged(target)) pace = Math.min(perSecond, Math.max(1, Math.floor(fastest.figures.messages / 2)))
    open.push(await runOf(load, server.pid, { loop: 'open', seconds, perSecond: pace }))
  }
  const rates = closed.map(({ figures }) => figures.deliveries)
  return {
    target,
    closed: mediansOf(closed.map(({ figures }) => figures)),
    open: mediansOf(open.map(({ figures }) => figures)),
    spread: [Math.min(...rates), Math.max(...rates)],
    lost: lostIn([...closed, ...open]),
    pace,
    cpu: { closed: cpuPerDelivery(closed), open: cpuPerDelivery(open) },
  }
}

const times = (number: number): string => `${number.toFixed(number < 10 ? 1 : 0)}×`

function tableOf({ perSecond }: Workload, results: readonly Result[]): string {
  const ours = results.find(({ target }) => target === 'parley')
  return [
    `As fast as it goes, then at ${count(perSecond)} messages a second, timed from when each was due.`,
    '',
    table(
      [
        'server',
        'messages/s',
        'deliveries/s',
        'spread',
        'µs CPU a delivery',
        'load CPU',
        'send → answer',
        'send → last reader',
        'at fixed pace: answer',
        'last reader',
        'µs CPU a delivery',
        'lost',
        'Parley is',
      ],
      results.map(({ target, closed, open, spread, lost, pace, cpu }) => [
        names[target],
        closed.messages,
        closed.deliveries,
        `${count(spread[0])}–${count(spread[1])}`,
        cpu.closed,
        closed.generatorCpu,
        ms(closed.ack),
        ms(closed.last),
        `${pace === perSecond ? '' : `at ${count(pace)}/s: `}${ms(open.ack)}`,
        ms(open.last),
        cpu.open,
        lost,
        ours && target !== 'parley' ? times(ours.closed.deliveries / closed.deliveries) : '',
      ]),
    ),
  ].join('\n')
}

function goalOf({ name }: Workload, results: readonly Result[]): Goal[] {
  const goal = goals[name]
  const ours = results.find(({ target }) => target === 'parley')
  if (!ours || goal === undefined) return []
  return [{ what: `${name}, deliveries/s`, goal: `≥ ${count(goal)}`, found: count(ours.closed.deliveries), reached: ours.closed.deliveries >= goal }]
}
