import { NatsServer } from '../../backend/tests/nats-server.ts'
import { PostgresServer } from '../../backend/tests/postgres/server.ts'
import { claimPort } from '../port.ts'
import { pause, type Server, startServer, temporaryFolder } from '../server.ts'

/** What the nodes write into. */
export const DATABASE = 'bench'
const KNOWN_MS = 20_000

/** Nodes of one cluster, all ringing and known to each other. */
export interface Nodes extends AsyncDisposable {
  readonly servers: readonly Server[]
  readonly ports: readonly number[]
}

/** A PostgreSQL and a NATS for this bench alone, on which nodes are started and stopped. */
export class Ground implements AsyncDisposable {
  readonly postgres: PostgresServer
  readonly nats: NatsServer
  /** Where NATS counts what it carries. */
  readonly monitor: number
  readonly #own: AsyncDisposableStack

  private constructor(postgres: PostgresServer, nats: NatsServer, monitor: number, own: AsyncDisposableStack) {
    this.postgres = postgres
    this.nats = nats
    this.monitor = monitor
    this.#own = own
  }

  /** Starts both, and one node for as long as it takes to make the tables. */
  static async lay(): Promise<Ground> {
    await using own = new AsyncDisposableStack()
    const postgres = own.use(await PostgresServer.start())
    await postgres.sql(`create database ${DATABASE} encoding 'UTF8' template template0`)
    const monitor = await claimPort()
    const nats = own.use(await NatsServer.start(['-m', String(monitor)]))
    const ground = new Ground(postgres, nats, monitor, own.move())
    const first = await ground.nodes(1)
    await first[Symbol.asyncDispose]()
    return ground
  }

  /** The database that the nodes write, as the superuser. */
  get url(): string {
    return this.postgres.url(DATABASE)
  }

  async nodes(count: number): Promise<Nodes> {
    await using own = new AsyncDisposableStack()
    const ports: number[] = []
    const servers: Server[] = []
    for (let at = 1; at <= count; at++) {
      const folder = own.use(temporaryFolder('bench'))
      const port = await claimPort()
      const settings = { DATABASE_URL: this.url, BROKER_URL: this.nats.url, NODE_NAME: `node-${at}` }
      const server = await startServer({ port, dataDir: folder.path, settings })
      own.defer(() => server.stop())
      ports.push(port)
      servers.push(server)
    }
    await acquainted(servers)
    const owned = own.move()
    return { servers, ports, [Symbol.asyncDispose]: () => owned.disposeAsync() }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#own.disposeAsync()
  }
}

async function acquainted(servers: readonly Server[]): Promise<void> {
  const deadline = Date.now() + KNOWN_MS
  for (const { url } of servers) {
    while ((await metric(url, 'parley_bell_rings')) !== 1 || (await metric(url, 'parley_peers')) !== servers.length - 1) {
      if (Date.now() > deadline) throw new Error('The nodes did not find each other')
      await pause(50)
    }
  }
}

/** One figure of a node's /metrics. */
export async function metric(url: string, name: string): Promise<number> {
  const said = await (await fetch(`${url}/metrics`)).text()
  return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(said)?.[1] ?? Number.NaN)
}
