import { count, ms, table } from '../cluster/words.ts'
import { Generator } from '../load/drive.ts'
import type { Figures } from '../load/plan.ts'
import { pinnedTo } from '../machine.ts'
import { startTarget } from '../targets.ts'
import type { Bench, Row } from './row.ts'
import { cpuPerMessage, lostIn, mediansOf, type Run, runOf, shareOf } from './run.ts'

const SENDERS = 64
/** Messages on their way at once, of all senders together. */
const WINDOWS = [SENDERS, SENDERS * 8]
const GOAL = 25_000

interface Found {
  inFlight: number
  figures: Figures
  share: number
  cpu: number
  lost: number
}

/** 64 people write, each in a room of their own: what the write path can do with as little fan-out as there can be. */
export const sends: Row = {
  name: 'durable sends of 64 senders',
  async run(bench) {
    const found = await measure(bench)
    const best = found.toSorted((a, b) => b.figures.messages - a.figures.messages)[0]
    const messages = best?.figures.messages ?? 0
    bench.say(`durable sends: ${count(messages)}/s`)
    return {
      said: tableOf(found),
      goals: [{ what: 'durable sends acked per second, 64 senders, SQLite', goal: `≥ ${count(GOAL)}`, found: count(messages), reached: messages >= GOAL }],
      lost: found.reduce((sum, { lost }) => sum + lost, 0),
    }
  },
}

async function measure({ runs, seconds, warmUpSeconds, placing }: Bench): Promise<Found[]> {
  await using server = await startTarget('parley', { rooms: SENDERS, size: 1, senders: 1 }, placing)
  using load = await Generator.start({ dialect: 'parley', ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  await load.run({ loop: 'closed', seconds: warmUpSeconds, inFlight: SENDERS })
  const found: Found[] = []
  for (const inFlight of WINDOWS) {
    const measured: Run[] = []
    for (let run = 0; run < runs; run++) measured.push(await runOf(load, server.pid, { loop: 'closed', seconds, inFlight }))
    const figures = mediansOf(measured.map((run) => run.figures))
    found.push({ inFlight, figures, share: shareOf(measured), cpu: cpuPerMessage(measured), lost: lostIn(measured) })
  }
  return found
}

const tableOf = (found: readonly Found[]): string =>
  table(
    ['on their way at once', 'acked/s', 'send → answer', 'share of a core', 'µs CPU a send', 'load CPU', 'lost'],
    found.map(({ inFlight, figures, share, cpu, lost }) => [String(inFlight), figures.messages, ms(figures.ack), share, cpu, figures.generatorCpu, lost]),
  )
