import { claimPort } from '../../port.ts'
import type { Chance } from '../../random.ts'
import { pause, type Server, startServer } from '../../server.ts'
import { Disturbance } from './bells.ts'
import { Link } from './link.ts'

const ASK_MS = 1_000
const READY_MS = 40_000

/** Where the services that all nodes share are. */
export interface Services {
  dataDir: string
  natsPort: number
  /** The address of the database, whose port is replaced by the node's own way to it. */
  database: string
  /** Modules that every node loads before its program. */
  before: readonly string[]
  /** Further variables of their environment. */
  settings?: Readonly<Record<string, string>>
}

/** Since when, and until when, a node was not as it should be. */
export interface Harm {
  from: number
  until: number
}

/** The real program in a process of its own, with its own ways to PostgreSQL and NATS. */
export class Node {
  readonly name: string
  readonly port: number
  readonly toNats: Link
  readonly toStore: Link
  readonly disturbance: Disturbance
  /** Whether a balancer sends people here: what /readyz said last. */
  isReady = false
  /** The last time it was paused or cut off. */
  harm: Harm | undefined
  readonly #services: Services
  #server: Server | undefined

  private constructor(name: string, port: number, services: Services, ways: { toNats: Link; toStore: Link; disturbance: Disturbance }) {
    this.name = name
    this.port = port
    this.#services = services
    this.toNats = ways.toNats
    this.toStore = ways.toStore
    this.disturbance = ways.disturbance
  }

  static async start(name: string, services: Services, chance: Chance): Promise<Node> {
    const disturbance = new Disturbance(chance)
    const toNats = await Link.to(services.natsPort, disturbance.filter)
    const toStore = await Link.to(Number(new URL(services.database).port))
    const node = new Node(name, await claimPort(), services, { toNats, toStore, disturbance })
    await node.start()
    return node
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  async start(): Promise<void> {
    const database = new URL(this.#services.database)
    database.port = String(this.toStore.port)
    const own = { DATABASE_URL: database.href, BROKER_URL: `nats://127.0.0.1:${this.toNats.port}`, NODE_NAME: this.name, LOG_LEVEL: 'fatal' }
    this.#server = await startServer({
      port: this.port,
      dataDir: this.#services.dataDir,
      flags: this.#services.before.flatMap((path) => ['--import', path]),
      settings: { ...this.#services.settings, ...own },
    })
    await this.whole()
  }

  /** SIGKILL. Also where it is dead already: resolves when it is. */
  async kill(): Promise<void> {
    this.isReady = false
    await this.#server?.kill()
  }

  /** Stops it for a while, as a machine that is starved or moved does. */
  freeze = (): boolean => process.kill(this.#server?.pid ?? 0, 'SIGSTOP')
  thaw = (): boolean => process.kill(this.#server?.pid ?? 0, 'SIGCONT')

  /** Asks whether people may be sent here. */
  async look(): Promise<{ store?: string; broker?: string }> {
    try {
      const answer = await fetch(`${this.url}/readyz`, { signal: AbortSignal.timeout(ASK_MS) })
      this.isReady = answer.ok
      return (await answer.json()) as { store?: string; broker?: string }
    } catch {
      this.isReady = false
      return {}
    }
  }

  /** Waits until it has its database and its bell. */
  async whole(): Promise<void> {
    for (const deadline = performance.now() + READY_MS; performance.now() < deadline; await pause(25)) {
      const { store, broker } = await this.look()
      if (store === 'ok' && broker === 'ok') return
    }
    throw new Error(`${this.name} was not whole within ${READY_MS} ms`)
  }

  async end(): Promise<void> {
    await this.kill()
    await this.toNats[Symbol.asyncDispose]()
    await this.toStore[Symbol.asyncDispose]()
  }
}
