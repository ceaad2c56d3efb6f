import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { claimPort } from '../../port.ts'
import { Chance } from '../../random.ts'
import { pause, temporaryFolder } from '../../server.ts'
import { check } from './checker.ts'
import { type Door, RestDoor, SocketDoor } from './doors.ts'
import { Faults } from './faults.ts'
import { Ledger } from './ledger.ts'
import { compare, converged, type Resident, settleIn } from './residents.ts'
import { steward } from './steward.ts'
import { readTruth, type Truth } from './truth.ts'
import { Witness } from './witness.ts'
import { World } from './world.ts'
import { type Lane, write, writeWithClient } from './writers.ts'

export interface CrashOptions {
  kills: number
  seed: number
  /** Hears what goes on, in a line each. */
  say?(line: string): void
}

export interface Verdict {
  kills: number
  acked: number
  /** Acknowledged a second, counted while the server was up. */
  perSecond: number
  repeated: number
  edits: number
  deletes: number
  removals: number
  withheld: number
  faults: Faults
  seconds: number
}

/** How fast each kind of client writes, a lane; socket writers have two lanes. */
const PACE = { socket: 24, rest: 18, sdk: 5 }

/** Kills the real server again and again while twenty clients write, and holds what they were promised against what is there. */
export async function crash({ kills, seed, say = () => {} }: CrashOptions): Promise<Verdict> {
  const startedAt = performance.now()
  const chance = new Chance(seed)
  using folder = temporaryFolder('crash')
  const world = await World.open({ port: await claimPort(), dataDir: folder.path })
  const ledger = new Ledger(new Faults())
  try {
    const { stop, residents } = populate(world, ledger, chance.fork())
    for (let kill = 1; kill <= kills; kill++) {
      await pause(chance.between(60, 2_800))
      await world.crash(chance)
      if (kill % 5 === 0) say(`${kill} of ${kills} kills, ${ledger.acked} acknowledged, ${ledger.faults.examples.length} faults seen on the way`)
    }
    await pause(1_000)
    await stop()
    await world.crash(chance)
    const { upMs } = world
    await judge(world, ledger, residents)
    checkFile(folder.path, ledger.faults)
    const { acked, retries, edits, deletes, removals, withheld, faults } = ledger
    return {
      kills: kills + 1,
      acked,
      perSecond: (acked / upMs) * 1_000,
      repeated: retries,
      edits,
      deletes,
      removals,
      withheld,
      faults,
      seconds: (performance.now() - startedAt) / 1_000,
    }
  } finally {
    await world.close()
  }
}

/** Twenty clients and two stewards at work. `stop` lets each finish what it began. */
function populate(world: World, ledger: Ledger, chance: Chance): { stop(): Promise<void>; residents: Resident[] } {
  let over = false
  const doors: Door[] = []
  const opened = <D extends Door>(door: D): D => {
    doors.push(door)
    return door
  }
  const lane = (author: string, channelId: string, perSecond: number): Lane => ({
    author,
    channelId,
    perSecond,
    chance: chance.fork(),
    ledger,
    isOver: () => over,
  })
  const { url, channelIds } = world
  const at = (index: number): string => channelIds[index % channelIds.length] ?? ''

  const residents = world.sdkPeople.map((person) => settleIn(url, person, channelIds, ledger))
  const work = [
    ...world.socketPeople.flatMap(({ id, token }, index) => {
      const witness = new Witness(ledger, id)
      const door = opened(new SocketDoor(url, token, (event, connection) => witness.hear(event, connection)))
      return [write(door, lane(id, at(index), PACE.socket)), write(door, lane(id, at(index + 1), PACE.socket))]
    }),
    ...world.restPeople.map(({ id, token }, index) => write(opened(new RestDoor(url, token)), lane(id, at(index), PACE.rest))),
    ...residents.map(({ person, client }, index) => writeWithClient(client, lane(person.id, at(index), PACE.sdk))),
    ...world.privateIds.map((channelId) => {
      const door = new RestDoor(url, world.owner.token)
      return steward(door, {
        url,
        channelId,
        people: [...world.socketPeople, ...world.restPeople, ...world.sdkPeople],
        chance: chance.fork(),
        ledger,
        isOver: () => over,
      })
    }),
  ]
  const done = Promise.all(work)
  done.catch(() => {}) // told by stop
  const stop = async (): Promise<void> => {
    over = true
    await done
    for (const door of doors) door[Symbol.dispose]()
  }
  return { stop, residents }
}

async function judge(world: World, ledger: Ledger, residents: readonly Resident[]): Promise<void> {
  const { url, channelIds } = world
  const truth = await readTruth(url, world.owner.token, channelIds)
  check(ledger, truth)
  for (const stayed of residents) await judgeResident(stayed, settleIn(url, stayed.person, channelIds), truth, ledger.faults)
}

async function judgeResident(stayed: Resident, fresh: Resident, truth: Truth, faults: Faults): Promise<void> {
  try {
    for (const resident of [stayed, fresh]) {
      if (!(await converged(resident, truth)))
        faults.note('stale', `${resident.person.name} did not come to rest: ${JSON.stringify(resident.client.status.get())}`)
    }
    compare(stayed, fresh, truth, faults)
  } finally {
    stayed.client.stop()
    fresh.client.stop()
  }
}

/** The file itself, read by another connection than the server's. */
function checkFile(dataDir: string, faults: Faults): void {
  const file = new DatabaseSync(join(dataDir, 'parley.sqlite'), { readOnly: true })
  const said = file.prepare('pragma integrity_check').all()
  file.close()
  if (said.length !== 1 || said[0]?.integrity_check !== 'ok') faults.note('lost', `integrity_check: ${JSON.stringify(said)}`)
}
