import { fileURLToPath } from 'node:url'
import { NatsServer } from '../../../backend/tests/nats-server.ts'
import { PostgresServer } from '../../../backend/tests/postgres/server.ts'
import type { Person } from '../../people.ts'
import type { Chance } from '../../random.ts'
import { temporaryFolder } from '../../server.ts'
import { Front } from './front.ts'
import { Node } from './node.ts'

const LOOK_MS = 250
const failpoint = fileURLToPath(new URL('./failpoint.ts', import.meta.url))

/** Nodes that break a promise, to see that the proof sees it. */
export const sabotages = {
  blind: fileURLToPath(new URL('./sabotage/blind.ts', import.meta.url)),
  careless: fileURLToPath(new URL('./sabotage/careless.ts', import.meta.url)),
  leaky: fileURLToPath(new URL('./sabotage/leaky.ts', import.meta.url)),
} as const
export type Sabotage = keyof typeof sabotages

/** A PostgreSQL and a NATS of its own, three nodes on them, and a balancer that asks the nodes how they are. */
export class Ground implements AsyncDisposable {
  readonly postgres: PostgresServer
  readonly nats: NatsServer
  readonly nodes: readonly Node[]
  readonly fronts = new Map<string, Front>()
  readonly #ending: AsyncDisposableStack

  private constructor(postgres: PostgresServer, nats: NatsServer, nodes: readonly Node[], ending: AsyncDisposableStack) {
    this.postgres = postgres
    this.nats = nats
    this.nodes = nodes
    this.#ending = ending
    const looking = setInterval(() => nodes.forEach((node) => void node.look()), LOOK_MS)
    ending.defer(() => clearInterval(looking))
  }

  static async start(chance: Chance, sabotage?: Sabotage): Promise<Ground> {
    await using starting = new AsyncDisposableStack()
    const folder = starting.use(temporaryFolder('cluster'))
    const postgres = starting.use(await PostgresServer.start())
    await postgres.sql('create database parley')
    const nats = starting.use(await NatsServer.start())
    const services = {
      dataDir: folder.path,
      natsPort: nats.port,
      database: postgres.url('parley'),
      before: [failpoint, ...(sabotage ? [sabotages[sabotage]] : [])],
    }
    const nodes: Node[] = []
    for (const name of ['north', 'east', 'west']) {
      const node = await Node.start(name, services, chance.fork())
      starting.defer(() => node.end())
      nodes.push(node)
    }
    return new Ground(postgres, nats, nodes, starting.move())
  }

  /** Everybody gets an address of their own, and the homes are spread over the nodes. */
  async openFronts(people: readonly Person[]): Promise<void> {
    for (const [at, { id }] of people.entries()) {
      const home = this.nodes[at % this.nodes.length]
      if (home) this.fronts.set(id, this.#ending.use(await Front.open(this.nodes, home)))
    }
  }

  urlOf = ({ id }: Person): string => {
    const front = this.fronts.get(id)
    if (!front) throw new Error('Somebody has no address')
    return front.url
  }

  /** Waits until every node has its database and its bell. */
  async whole(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.whole()))
  }

  comeHome(): void {
    for (const front of this.fronts.values()) front.comeHome()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#ending.disposeAsync()
  }
}
