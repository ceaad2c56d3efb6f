import { createChannel, type Person, register } from '../../people.ts'
import type { Chance } from '../../random.ts'
import { type Server, startServer } from '../../server.ts'

const clients = {
  socket: ['Ada', 'Ben', 'Cleo', 'Dag', 'Edda', 'Finn', 'Greta', 'Hugo'],
  rest: ['Ida', 'Jon', 'Kaja', 'Lars', 'Mina', 'Nils'],
  sdk: ['Olga', 'Per', 'Runa', 'Sven', 'Tove', 'Ulf'],
}

/** One workspace on one data folder, whose server dies and comes back. */
export class World {
  readonly url: string
  readonly owner: Person
  readonly socketPeople: readonly Person[]
  readonly restPeople: readonly Person[]
  readonly sdkPeople: readonly Person[]
  readonly publicIds: readonly string[]
  readonly privateIds: readonly string[]
  readonly #place: { port: number; dataDir: string }
  #server: Server
  #upSince = performance.now()
  /** Milliseconds that a server answered, of the runs that ended. */
  upMs = 0

  private constructor(place: { port: number; dataDir: string }, server: Server, people: Person[], channels: { publicIds: string[]; privateIds: string[] }) {
    const [owner, ...others] = people
    if (!owner) throw new Error('Nobody is here')
    this.#place = place
    this.#server = server
    this.url = server.url
    this.owner = owner
    this.socketPeople = others.slice(0, clients.socket.length)
    this.restPeople = others.slice(clients.socket.length, -clients.sdk.length)
    this.sdkPeople = others.slice(-clients.sdk.length)
    this.publicIds = channels.publicIds
    this.privateIds = channels.privateIds
  }

  static async open(place: { port: number; dataDir: string }): Promise<World> {
    const server = await startServer(place)
    const people = await register(server.url, ['Vera', ...clients.socket, ...clients.rest, ...clients.sdk])
    const [owner, ...others] = people
    if (!owner) throw new Error('Nobody is here')
    const publicIds = [await createChannel(server.url, owner, 'public', 'quay', others), await createChannel(server.url, owner, 'public', 'market', others)]
    const privateIds = [
      await createChannel(server.url, owner, 'private', 'harbour', others),
      await createChannel(server.url, owner, 'private', 'lighthouse', others),
    ]
    return new World(place, server, people, { publicIds, privateIds })
  }

  get channelIds(): readonly string[] {
    return [...this.publicIds, ...this.privateIds]
  }

  /** SIGKILL, a short absence, and the same place again. */
  async crash(chance: Chance): Promise<void> {
    this.upMs += performance.now() - this.#upSince
    await this.#server.kill()
    await new Promise((resolve) => setTimeout(resolve, chance.between(0, 200)))
    this.#server = await startServer(this.#place)
    this.#upSince = performance.now()
  }

  close(): Promise<void> {
    return this.#server.kill()
  }
}
