import { join } from 'node:path'
import type { SeededChannel } from '../../bench/cluster/people.ts'
import { type Syncs, timeSyncs } from '../../bench/disk.ts'
import { Generator } from '../../bench/load/drive.ts'
import type { Figures, Order, Spread } from '../../bench/load/plan.ts'
import { describeMachine, openFilesAtMost, residentBytes } from '../../bench/machine.ts'
import { Seed } from '../../bench/seed.ts'
import { temporaryFolder } from '../../bench/server.ts'
import { planOf, startParley, type Target } from '../../bench/targets.ts'

/** What was found, and what `--json` prints. Times in milliseconds. */
export interface Found {
  machine: string
  /** The disk's own time for what must be kept. */
  fdatasync: Syncs
  /** Messages a second that were kept before they were answered. */
  durableSends: number
  /** Events a second that reached readers, in a room as large as that. */
  deliveries: { room: number; perSecond: number }[]
  /** In the largest room at a calm pace. */
  calm: { room: number; perSecond: number; toReader: Spread; toAnswer: Spread }
  memory: { connections: number; serverBytes: number; bytesEach: number }
  /** How many files and sockets one process may have open; null where the system does not tell. */
  openFiles: number | null
  /** Messages that did not reach everybody: there must be none. */
  lost: number
}

interface Size {
  seconds: number
  senders: number
  rooms: readonly [number, number]
  calmPerSecond: number
}

const full: Size = { seconds: 3, senders: 64, rooms: [100, 1_000], calmPerSecond: 20 }
export const sizes = { full, quick: { seconds: 0.4, senders: 8, rooms: [10, 50], calmPerSecond: 20 } satisfies Size }

/** A throw-away server below `place`, and load of this machine's own: both share its cores. */
export async function measure(place: string, size: Size): Promise<Found> {
  using folder = temporaryFolder('bench', place)
  const fdatasync = await timeSyncs(folder.path, { seconds: size.seconds / 2, perSecond: 10_000 })
  const furnished = join(folder.path, 'seed')
  const { alone, rooms } = await furnish(furnished, size)
  await using server = await startParley(furnished, [], { before: [], flags: [] }, folder.path)
  const found: Pick<Found, 'deliveries' | 'lost'> = { deliveries: [], lost: 0 }
  let calm: Figures | undefined
  let memory: Found['memory'] | undefined
  // The largest first: what a server holds for its people is seen while it holds nothing else.
  for (const room of rooms.toReversed()) {
    const ran = await runOf(server, [room], 8, [
      warm(size),
      { loop: 'closed', seconds: size.seconds, inFlight: 64 },
      { loop: 'open', seconds: size.seconds, perSecond: size.calmPerSecond },
    ])
    found.deliveries.unshift({ room: room.members.length, perSecond: ran.figures[1]?.deliveries ?? Number.NaN })
    found.lost += lostIn(ran.figures)
    calm ??= ran.figures[2]
    memory ??= ran.memory
  }
  const sends = await runOf(server, alone, 1, [warm(size), { loop: 'closed', seconds: size.seconds, inFlight: size.senders * 8 }])
  found.lost += lostIn(sends.figures)
  if (!calm || !memory) throw new Error('Nothing was measured')
  return {
    machine: describeMachine(),
    fdatasync,
    durableSends: sends.figures[1]?.messages ?? Number.NaN,
    ...found,
    calm: { room: size.rooms[1], perSecond: size.calmPerSecond, toReader: calm.each, toAnswer: calm.ack },
    memory,
    openFiles: openFilesAtMost(),
  }
}

const warm = ({ seconds }: Size): Order => ({ loop: 'closed', seconds: seconds / 2, inFlight: 64 })
const lostIn = (figures: readonly Figures[]): number => figures.reduce((sum, { lost }) => sum + lost, 0)

async function furnish(folder: string, { senders, rooms }: Size): Promise<{ alone: SeededChannel[]; rooms: SeededChannel[] }> {
  using seed = await Seed.into(folder)
  return { alone: seed.channels(seed.people(senders).map((one) => [one])), rooms: seed.channels(rooms.map((count) => seed.people(count))) }
}

/** Everybody comes, does what was ordered, and goes. */
async function runOf(server: Target, channels: readonly SeededChannel[], senders: number, orders: readonly Order[]) {
  const before = residentBytes(server.pid)
  using load = await Generator.start({ dialect: 'parley', ports: [server.port], rooms: channels.map((channel) => planOf(channel, senders)) }, [])
  const serverBytes = residentBytes(server.pid)
  const connections = channels.reduce((sum, { members }) => sum + members.length, 0)
  const figures: Figures[] = []
  for (const order of orders) figures.push(await load.run(order))
  return { figures, memory: { connections, serverBytes, bytesEach: Math.max(0, serverBytes - before) / connections } }
}
