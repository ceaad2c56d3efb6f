import type { Measured } from './run.ts'
import type { SendCost } from './sends.ts'

/** What one of each costs. Processor time in seconds, sizes in bytes. */
export interface Costs {
  connectionBytes: number
  silence: number
  arrivalNode: number
  arrivalPostgres: number
  delivery: number
  bell: number
  bellBytes: number
  pollNode: number
  pollPostgres: number
  emptyNode: number
  stored: number
  wal: number
  signIn: number
  /** A send at a node where so many arrive a second: the fewer, the fewer share a commit. */
  send(perSecond: number): { node: number; postgres: number; transactions: number }
}

const MICRO = 1e-6
const MILLI = 1e-3

/** The unit costs of one run of the bench; of several, the dearer. */
export function costsOf({ sends, poll, spread, signInMs }: Measured): Costs {
  const [one, three] = spread
  const [slowest] = sends.paces
  if (!one || !three || !slowest) throw new Error('Something was not measured')
  const { arrivals } = one
  return {
    connectionBytes: arrivals.memory,
    silence: Math.max(0, arrivals.idleNodeCpu) * MICRO,
    arrivalNode: arrivals.nodeCpu * MICRO,
    arrivalPostgres: arrivals.postgresCpu * MICRO,
    delivery: (one.rooms[0]?.calmCpu ?? Number.NaN) * MICRO,
    bell: three.bystander * MICRO,
    bellBytes: slowest.bellBytes,
    pollNode: (poll.nodeCpu * MILLI) / poll.scopes,
    pollPostgres: (poll.postgresCpu * MILLI) / poll.scopes,
    emptyNode: arrivals.emptyNodeCpu * MILLI,
    stored: slowest.stored,
    wal: slowest.wal,
    signIn: signInMs * MILLI,
    send: (perSecond) => {
      const pace = paceFor(sends.paces, perSecond)
      return { node: pace.nodeCpu * MICRO, postgres: pace.postgresCpu * MICRO, transactions: pace.writes }
    },
  }
}

/** The fastest measured pace that is not faster than this, or the slowest. */
function paceFor(paces: readonly SendCost[], perSecond: number): SendCost {
  const fitting = paces.filter(({ figures }) => figures.messages <= perSecond)
  const found = fitting.toSorted((a, b) => b.figures.messages - a.figures.messages)[0] ?? paces[0]
  if (!found) throw new Error('No pace was measured')
  return found
}
