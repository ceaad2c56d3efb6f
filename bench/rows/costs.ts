import { count, ms, table } from '../cluster/words.ts'
import { Generator } from '../load/drive.ts'
import type { Figures } from '../load/plan.ts'
import { pinnedTo } from '../machine.ts'
import { Seed } from '../seed.ts'
import { temporaryFolder } from '../server.ts'
import { planOf, startParley } from '../targets.ts'
import type { Bench, Goal, Row } from './row.ts'
import { cpuPerMessage, lostIn, mediansOf, type Run, runOf } from './run.ts'

/** The same few senders and listeners in channels that differ in one thing. */
interface Case {
  what: string
  members: number
  history: number
}

interface Found extends Case {
  figures: Figures
  /** Microseconds of the server's processor. */
  cpu: number
  lost: number
}

const CONNECTED = 10
const SENDERS = 8
/** From the smallest to the largest: more is noise of such runs no longer. */
const MOST_GROWTH = 1.25
const THOUSAND = 1_000
const MILLION = 1_000_000

const membersOf = (members: number): Case => ({ what: `${count(members)} members`, members, history: THOUSAND })
const historyOf = (history: number): Case => ({ what: `${history.toLocaleString('en')} messages`, members: CONNECTED, history })

/** What a send costs must not depend on how large the channel is, nor on how long it has been spoken in. */
const tables = [
  { name: 'a send against members', short: 'members (10 to 10,000)', cases: () => [10, 100, 1_000, 10_000].map(membersOf) },
  {
    name: 'a send against history',
    short: 'history (1,000 to 1,000,000, by option 10,000,000, messages)',
    cases: ({ isQuick, withMore }: Bench) =>
      [THOUSAND, 10 * THOUSAND, 100 * THOUSAND, ...(isQuick ? [] : [MILLION]), ...(withMore.includes('TEN-MILLION') ? [10 * MILLION] : [])].map(historyOf),
  },
]

export const costs: readonly Row[] = tables.map(({ name, short, cases }) => ({
  name,
  async run(bench) {
    const found: Found[] = []
    for (const each of cases(bench)) {
      found.push(await measure(each, bench))
      bench.say(`${each.what}: ${count(found.at(-1)?.cpu ?? 0)} µs a send`)
    }
    return { said: tableOf(found), goals: [goalOf(short, found)], lost: found.reduce((sum, { lost }) => sum + lost, 0) }
  },
}))

async function measure(each: Case, { runs, seconds, warmUpSeconds, placing }: Bench): Promise<Found> {
  using folder = temporaryFolder('bench-costs')
  const room = await furnish(folder.path, each)
  await using server = await startParley(folder.path, [room], placing)
  using load = await Generator.start({ dialect: 'parley', ports: [server.port], rooms: server.rooms }, pinnedTo(1))
  await load.run({ loop: 'closed', seconds: warmUpSeconds, inFlight: 64 })
  const measured: Run[] = []
  for (let run = 0; run < runs; run++) measured.push(await runOf(load, server.pid, { loop: 'closed', seconds, inFlight: 64 }))
  return { ...each, figures: mediansOf(measured.map(({ figures }) => figures)), cpu: cpuPerMessage(measured), lost: lostIn(measured) }
}

/** Ten of the members are connected; the others are away. */
async function furnish(folder: string, { members, history }: Case) {
  using seed = await Seed.into(folder)
  const [channel] = seed.channels([seed.people(members)])
  if (!channel) throw new Error('There is no channel')
  seed.history(channel, history)
  return planOf({ ...channel, members: channel.members.slice(0, CONNECTED) }, SENDERS)
}

const tableOf = (found: readonly Found[]): string =>
  [
    `${CONNECTED} of the members are connected, ${SENDERS} of them send, 64 messages on their way at once.`,
    '',
    table(
      ['channel of', 'µs CPU a send', 'sends/s', 'send → answer', 'lost'],
      found.map(({ what, cpu, figures, lost }) => [what, cpu, figures.messages, ms(figures.ack), lost]),
    ),
  ].join('\n')

function goalOf(short: string, found: readonly Found[]): Goal {
  const growth = (found.at(-1)?.cpu ?? Number.NaN) / (found[0]?.cpu ?? Number.NaN)
  return {
    what: `µs CPU of a send as ${short} grow`,
    goal: `no growth (≤ ${MOST_GROWTH}×)`,
    found: `${growth.toFixed(2)}×`,
    reached: growth <= MOST_GROWTH,
  }
}
