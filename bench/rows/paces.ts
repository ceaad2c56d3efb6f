import { count, ms, table } from '../cluster/words.ts'
import { type Syncs, timeSyncs } from '../disk.ts'
import type { TargetName } from '../load/dialects.ts'
import { Generator } from '../load/drive.ts'
import type { Figures } from '../load/plan.ts'
import { pinnedTo } from '../machine.ts'
import { median } from '../median.ts'
import { temporaryFolder } from '../server.ts'
import { type Seats, startTarget } from '../targets.ts'
import { type Bench, type Goal, names, type Row } from './row.ts'
import { lostIn, mediansOf, type Run, runOf, shareOf } from './run.ts'

interface Pace extends Seats {
  name: string
  perSecond: number
  /** Who can bear it: who cannot is not asked. */
  targets: readonly TargetName[]
  /** Beside the disk's own time at the same pace. */
  besideDisk: boolean
  goals(found: Found, disk: Syncs | undefined): Goal[]
}

interface Found {
  target: TargetName
  figures: Figures
  /** Of one core. */
  share: number
  lost: number
}

const at =
  (perSecond: number, most: { share: number; p50: number; p99: number }) =>
  (found: Found): Goal[] => [
    {
      what: `1,000 receivers at ${count(perSecond)} messages/s: share of a core`,
      goal: `≤ ${most.share}`,
      found: count(found.share),
      reached: found.share <= most.share && found.lost === 0,
    },
    {
      what: `the same: p50 / p99 from due to delivered`,
      goal: `≤ ${most.p50} / ${most.p99} ms`,
      found: ms(found.figures.each),
      reached: found.figures.each.p50 <= most.p50 && found.figures.each.p99 <= most.p99,
    },
  ]

const BEYOND_DISK_MS = 3

const besideDisk = ({ figures: { last } }: Found, disk: Syncs | undefined): Goal[] =>
  disk
    ? [
        {
          what: '100 receivers at 50 messages/s: p50 / p99 from send to last receiver, beside fdatasync at that pace',
          goal: `≤ ${ms({ p50: disk.p50 + BEYOND_DISK_MS, p99: disk.p99 + BEYOND_DISK_MS })} ms`,
          found: ms(last),
          reached: last.p50 <= disk.p50 + BEYOND_DISK_MS && last.p99 <= disk.p99 + BEYOND_DISK_MS,
        },
      ]
    : []

const all = ['parley', 'ws', 'uws', 'socketio'] as const
const paces: readonly Pace[] = [
  {
    name: '1,000 receivers at 1,000 a second',
    ...{ rooms: 1, size: 1_000, senders: 8, perSecond: 1_000, besideDisk: false },
    targets: ['parley', 'uws'],
    goals: at(1_000, { share: 0.6, p50: 12, p99: 25 }),
  },
  {
    name: '1,000 receivers at 20 a second',
    ...{ rooms: 1, size: 1_000, senders: 8, perSecond: 20, besideDisk: false },
    targets: all,
    goals: at(20, { share: 0.16, p50: 5, p99: 10 }),
  },
  { name: '100 receivers at 50 a second', ...{ rooms: 1, size: 100, senders: 8, perSecond: 50, besideDisk: true }, targets: all, goals: besideDisk },
]

/** Fixed paces: what a server needs for the same work, and how late it is. */
export const fixedPaces: readonly Row[] = paces.map((pace) => ({
  name: pace.name,
  async run(bench) {
    const found: Found[] = []
    let disk: Syncs | undefined
    for (const target of bench.targets.filter((name) => pace.targets.includes(name))) {
      const measured = await measure(target, pace, bench)
      found.push(measured.found)
      disk ??= measured.disk
      bench.say(`${pace.name}, ${target}: ${count(measured.found.share)} of a core, ${ms(measured.found.figures.each)} ms`)
    }
    const ours = found.find(({ target }) => target === 'parley')
    const lost = found.reduce((sum, each) => sum + each.lost, 0)
    return { said: tableOf(found, disk), goals: ours ? pace.goals(ours, disk) : [], lost }
  },
}))

async function measure(target: TargetName, pace: Pace, bench: Bench): Promise<{ found: Found; disk: Syncs | undefined }> {
  const { runs, isQuick, placing } = bench
  await using server = await startTarget(target, pace, placing)
  using load = await Generator.start({ dialect: target, ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  using folder = temporaryFolder('bench-disk')
  // At 20 a second ten seconds are two hundred messages: fewer have no 99th percentile.
  const seconds = isQuick ? 3 : 10
  const { perSecond } = pace
  await load.run({ loop: 'open', seconds: 2, perSecond })
  const measured: Run[] = []
  const syncs: Syncs[] = []
  for (let run = 0; run < runs; run++) {
    if (pace.besideDisk && target === 'parley') syncs.push(await timeSyncs(folder.path, { seconds: seconds / 2, perSecond }))
    measured.push(await runOf(load, server.pid, { loop: 'open', seconds, perSecond }))
    if (pace.besideDisk && target === 'parley') syncs.push(await timeSyncs(folder.path, { seconds: seconds / 2, perSecond }))
  }
  const figures = mediansOf(measured.map((run) => run.figures))
  const disk = syncs.length > 0 ? { p50: median(syncs.map(({ p50 }) => p50)), p99: median(syncs.map(({ p99 }) => p99)) } : undefined
  return { found: { target, figures, share: shareOf(measured), lost: lostIn(measured) }, disk }
}

const tableOf = (found: readonly Found[], disk: Syncs | undefined): string =>
  [
    table(
      ['server', 'share of a core', 'due → each reader', 'due → last reader', 'due → answer', 'deliveries/s', 'load CPU', 'lost'],
      found.map(({ target, figures, share, lost }) => [
        names[target],
        share,
        ms(figures.each),
        ms(figures.last),
        ms(figures.ack),
        figures.deliveries,
        figures.generatorCpu,
        lost,
      ]),
    ),
    ...(disk ? ['', `The disk's own fdatasync of 4 KiB at the same pace, beside each run: ${ms(disk)} ms.`] : []),
  ].join('\n')
