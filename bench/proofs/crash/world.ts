import type { Chance } from '../../random.ts'
import { type Server, startServer } from '../../server.ts'
import { settleTown, type Town } from './town.ts'

const names = {
  socket: ['Ada', 'Ben', 'Cleo', 'Dag', 'Edda', 'Finn', 'Greta', 'Hugo'],
  rest: ['Ida', 'Jon', 'Kaja', 'Lars', 'Mina', 'Nils'],
  sdk: ['Olga', 'Per', 'Runa', 'Sven', 'Tove', 'Ulf'],
}

/** One workspace on one data folder, whose server dies and comes back. */
export class World {
  readonly town: Town
  readonly #place: { port: number; dataDir: string }
  #server: Server
  #upSince = performance.now()
  /** Milliseconds that a server answered, of the runs that ended. */
  upMs = 0

  private constructor(place: { port: number; dataDir: string }, server: Server, town: Town) {
    this.#place = place
    this.#server = server
    this.town = town
  }

  static async open(place: { port: number; dataDir: string }): Promise<World> {
    const server = await startServer(place)
    return new World(place, server, await settleTown(server.url, names))
  }

  get url(): string {
    return this.#server.url
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
