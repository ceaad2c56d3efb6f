import type { Person } from '../../people.ts'
import type { Chance } from '../../random.ts'
import { type Door, RestDoor, SocketDoor } from './doors.ts'
import type { Ledger } from './ledger.ts'
import { type Resident, settleIn } from './residents.ts'
import { steward } from './steward.ts'
import { channelsOf, type Names, type Town, writersOf } from './town.ts'
import { Witness } from './witness.ts'
import { type Lane, write, writeWithClient } from './writers.ts'

/** Who is there, by which address each comes in, and when the next message of a lane is due. */
export interface Crowd {
  town: Town
  ledger: Ledger
  chance: Chance
  urlOf(person: Person): string
  pace(kind: keyof Names, chance: Chance): () => Promise<void>
}

/** All of a town's clients and its stewards at work. */
export interface Work extends Disposable {
  readonly residents: readonly Resident[]
  /** Lets each finish what it began. */
  stop(): Promise<void>
}

/** Puts everybody to work; socket writers have two lanes. Disposed, all leave at once, whatever they wait for. */
export function populate(crowd: Crowd): Work {
  const { town, ledger, chance, urlOf } = crowd
  const channelIds = channelsOf(town)
  const doors: Door[] = []
  const busyIds = [...town.publicIds, ...town.privateIds]
  let over = false
  const isOver = (): boolean => over
  const opened = <D extends Door>(door: D): D => {
    doors.push(door)
    return door
  }
  const lane = (kind: keyof Names, { id }: Person, index: number): Lane => {
    const own = chance.fork()
    return { author: id, channelId: busyIds[index % busyIds.length] ?? '', turn: crowd.pace(kind, own), chance: own, ledger, isOver }
  }
  const residents = town.sdkPeople.map((person) => settleIn(urlOf(person), person, channelIds, ledger))
  const work = [
    ...town.socketPeople.flatMap((person, index) => {
      const witness = new Witness(ledger, person.id)
      const door = opened(new SocketDoor(urlOf(person), person.token, (event, connection) => witness.hear(event, connection)))
      return [write(door, lane('socket', person, index)), write(door, lane('socket', person, index + 1))]
    }),
    ...town.restPeople.map((person, index) => write(opened(new RestDoor(urlOf(person), person.token)), lane('rest', person, index))),
    ...residents.map(({ person, client }, index) => writeWithClient(client, lane('sdk', person, index))),
    ...town.privateIds.map((channelId) => {
      const url = urlOf(town.owner)
      return steward(new RestDoor(url, town.owner.token), { url, channelId, people: writersOf(town), chance: chance.fork(), ledger, isOver })
    }),
  ]
  const done = Promise.all(work)
  done.catch(() => {}) // told by stop
  const stop = async (): Promise<void> => {
    over = true
    await done
    for (const door of doors) door[Symbol.dispose]()
  }
  const leave = (): void => {
    over = true
    for (const door of doors) door[Symbol.dispose]()
    for (const { client } of residents) client.stop()
  }
  return { stop, residents, [Symbol.dispose]: leave }
}
