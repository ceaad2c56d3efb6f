import { count, ms, table } from '../cluster/words.ts'
import { Generator } from '../load/drive.ts'
import type { Figures } from '../load/plan.ts'
import { pinnedTo } from '../machine.ts'
import { median } from '../median.ts'
import { inPostgres, inSqlite, type KeptIn } from './kept-in.ts'
import type { Bench, Row } from './row.ts'
import { cpuPerMessage, lostIn, mediansOf, type Run, runOf, secondsOf, shareOf } from './run.ts'

const SENDERS = 64
/** Messages on their way at once, of all senders together. */
const WINDOWS = [SENDERS, SENDERS * 8]

interface Found {
  inFlight: number
  figures: Figures
  share: number
  /** What the database's own processes take of the load's core; undefined where it has none. */
  aside: number | undefined
  cpu: number
  lost: number
}

/** 64 people write, each in a room of their own: what the write path can do with as little fan-out as there can be. */
export const sends: readonly Row[] = [
  rowOf({ name: 'durable sends of 64 senders', database: 'SQLite', keptIn: inSqlite, goal: 25_000 }),
  rowOf({ name: 'durable sends on PostgreSQL', database: 'PostgreSQL', keptIn: inPostgres, goal: 12_000 }),
]

interface Where {
  name: string
  database: string
  keptIn: KeptIn
  /** Acked a second. */
  goal: number
}

function rowOf({ name, database, keptIn, goal }: Where): Row {
  return {
    name,
    async run(bench) {
      const found = await measure(keptIn, bench)
      const best = found.toSorted((a, b) => b.figures.messages - a.figures.messages)[0]
      const messages = best?.figures.messages ?? 0
      bench.say(`${name}: ${count(messages)}/s`)
      const what = `durable sends acked per second, ${SENDERS} senders, ${database}`
      return {
        said: tableOf(found),
        goals: [{ what, goal: `≥ ${count(goal)}`, found: count(messages), reached: messages >= goal }],
        lost: found.reduce((sum, { lost }) => sum + lost, 0),
      }
    },
  }
}

async function measure(keptIn: KeptIn, { runs, seconds, warmUpSeconds, placing }: Bench): Promise<Found[]> {
  await using server = await keptIn({ rooms: SENDERS, size: 1, senders: 1 }, placing)
  using load = await Generator.start({ dialect: 'parley', ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  await load.run({ loop: 'closed', seconds: warmUpSeconds, inFlight: SENDERS })
  const found: Found[] = []
  for (const inFlight of WINDOWS) {
    const measured: Run[] = []
    const asides: number[] = []
    for (let run = 0; run < runs; run++) {
      const before = server.aside?.() ?? 0
      const one = await runOf(load, server.pid, { loop: 'closed', seconds, inFlight })
      if (server.aside) asides.push((server.aside() - before) / secondsOf(one))
      measured.push(one)
    }
    const aside = asides.length > 0 ? median(asides) : undefined
    const figures = mediansOf(measured.map((run) => run.figures))
    found.push({ inFlight, figures, share: shareOf(measured), aside, cpu: cpuPerMessage(measured), lost: lostIn(measured) })
  }
  return found
}

function tableOf(found: readonly Found[]): string {
  const isAside = found.some(({ aside }) => aside !== undefined)
  const head = ['on their way at once', 'acked/s', 'send → answer', 'share of a core', 'µs CPU a send', 'load CPU', 'lost']
  const rows = found.map(({ inFlight, figures, share, aside, cpu, lost }) => {
    const row = [String(inFlight), figures.messages, ms(figures.ack), share, cpu, figures.generatorCpu, lost]
    return isAside ? [...row, aside ?? Number.NaN] : row
  })
  return table(isAside ? [...head, 'PostgreSQL, of the load’s core'] : head, rows)
}
