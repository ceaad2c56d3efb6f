import { totalmem } from 'node:os'
import { bytes, count, ms } from '../../bench/cluster/words.ts'
import type { Found } from './measure.ts'

/** What somebody does who is at it: writes once a minute, and is heard by a hundred. */
const MESSAGES_A_MINUTE = 1
const HEARD_BY = 100
/** The other half is for the bad minute. */
const USED = 0.5

/** What was found, and what it means. */
export function inWords(found: Found): string {
  const { people, bound } = enoughFor(found)
  const { fdatasync, durableSends, deliveries, calm, memory, lost } = found
  return [
    found.machine,
    '',
    `The disk keeps 4 KiB in ${ms(fdatasync)} ms (half of the times, and 99 of 100). Every message waits for that before it is answered.`,
    `Messages kept and answered: ${count(durableSends)} a second.`,
    ...deliveries.map(({ room, perSecond }) => `Messages delivered in a room of ${count(room)}: ${count(perSecond)} a second.`),
    `At ${calm.perSecond} messages a second in a room of ${count(calm.room)}: answered after ${ms(calm.toAnswer)} ms, read after ${ms(calm.toReader)} ms.`,
    `The server holds ${bytes(memory.serverBytes)} with ${count(memory.connections)} people connected, the last ones ${bytes(memory.bytesEach)} each.`,
    lost === 0 ? 'Nothing was lost.' : `${count(lost)} messages did not reach everybody in time: this machine is too busy to be measured.`,
    '',
    `That is enough for about ${count(people)} people who are there at once, each writing ${MESSAGES_A_MINUTE} message a minute that ${HEARD_BY} others hear, with half of the machine to spare. What ends first: ${bound}.`,
    'The load was made on the same machine, so the server alone does more.',
  ].join('\n')
}

/** The first of the bounds that so many people would meet. */
function enoughFor({ durableSends, deliveries, memory, openFiles }: Found): { people: number; bound: string } {
  const perSecond = MESSAGES_A_MINUTE / 60
  const [room] = deliveries
  const bounds = [
    { bound: 'keeping messages', people: (durableSends * USED) / perSecond },
    { bound: 'delivering them', people: ((room?.perSecond ?? 0) * USED) / (perSecond * HEARD_BY) },
    { bound: 'memory', people: (totalmem() * USED) / Math.max(1, memory.bytesEach) },
    { bound: `the ${count(openFiles ?? 0)} files that a process may have open (ulimit -n)`, people: openFiles ?? Number.POSITIVE_INFINITY },
  ]
  const { people, bound } = bounds.toSorted((a, b) => a.people - b.people)[0] ?? { people: 0, bound: 'nothing' }
  return { people: Number(people.toPrecision(1)), bound }
}
