import { Ground } from './ground.ts'
import { Registry, type Seeded, type SeededChannel } from './people.ts'
import { measurePoll, type Poll } from './poll.ts'
import { measureSends, planOf, type Sends } from './sends.ts'
import { measureSignIn } from './sign-in.ts'
import { measureSpread, type Spread } from './spread.ts'

/** How much of everything. */
export interface Size {
  runs: number
  seconds: number
  idleSeconds: number
  /** Who arrives, each a member of ten channels of a hundred. */
  people: number
  /** Members of the one large room, one of whom sends. */
  room: number
  smallRooms: number
  perSecond: readonly number[]
  inFlight: number
  bareCommits: number
  scopes: number
  questions: number
}

const full: Size = {
  runs: 3,
  seconds: 5,
  idleSeconds: 10,
  people: 3_000,
  room: 1_000,
  smallRooms: 100,
  perSecond: [100, 1_000, 5_000],
  inFlight: 512,
  bareCommits: 200,
  scopes: 10_000,
  questions: 100,
}
export const sizes = {
  full,
  quick: { ...full, runs: 1, seconds: 2, idleSeconds: 3, people: 300, room: 200, smallRooms: 20, bareCommits: 50, questions: 20 },
}

/** All that was measured in one run of this program. */
export interface Measured {
  size: Size
  sends: Sends
  poll: Poll
  spread: Spread[]
  signInMs: number
}

const CHANNELS_EACH = 10
const IN_A_CHANNEL = 100
/** What one connection follows at most. */
const FOLLOWED = 1_000

export async function runCluster(size: Size, say: (what: string) => void = console.error): Promise<Measured> {
  await using ground = await Ground.lay()
  const place = await furnish(ground, size)
  say('sends')
  const sends = await measureSends(ground, place.pairs, size)
  say('poll')
  const poll = await measurePoll(ground, size.scopes, size.questions)
  say('one node and three')
  const spread = await measureSpread(ground, [1, 3], {
    people: place.people,
    rooms: [
      { name: `one room of ${size.room.toLocaleString('en')}`, plans: place.large.map(planOf), inFlight: 64, calmPerSecond: 20 },
      { name: `${size.smallRooms} rooms of 10`, plans: place.small.map(planOf), inFlight: 200, calmPerSecond: 200 },
    ],
    seconds: size.seconds,
    idleSeconds: size.idleSeconds,
    runs: size.runs,
  })
  say('sign-in')
  await using nodes = await ground.nodes(1)
  return { size, sends, poll, spread, signInMs: await measureSignIn(nodes, 20) }
}

interface Place {
  people: Seeded[]
  pairs: SeededChannel[]
  large: SeededChannel[]
  small: SeededChannel[]
}

async function furnish(ground: Ground, size: Size): Promise<Place> {
  await using registry = await Registry.open(ground)
  const people = await registry.people(size.people)
  const groups = Array.from({ length: (size.people * CHANNELS_EACH) / IN_A_CHANNEL }, (_, at) =>
    Array.from({ length: IN_A_CHANNEL }, (__, seat) => people[(at * IN_A_CHANNEL + seat) % people.length] as Seeded),
  )
  await registry.channels(groups)
  const lookers = await registry.people(Math.ceil(size.scopes / FOLLOWED))
  await registry.channels(Array.from({ length: size.scopes }, (_, at) => [lookers[at % lookers.length] as Seeded]))
  const roomsOf = async (count: number, members: number): Promise<SeededChannel[]> => {
    const seated = await registry.people(count * members)
    return registry.channels(Array.from({ length: count }, (_, at) => seated.slice(at * members, (at + 1) * members)))
  }
  return { people, pairs: await roomsOf(PAIRS, 2), large: await roomsOf(1, size.room), small: await roomsOf(size.smallRooms, 10) }
}

const PAIRS = 100
