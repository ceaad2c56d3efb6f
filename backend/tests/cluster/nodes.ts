import { vi } from 'vitest'
import { type Person, startServer, type TestServer } from '../harness.ts'
import { NatsServer } from '../nats-server.ts'
import { type Database, freshDatabase } from '../postgres/databases.ts'
import { FaultyBroker } from './faulty-broker.ts'

/** One of several nodes in this process: its own server, sockets, connections to the database and bell. */
export interface Node {
  readonly server: TestServer
  readonly bell: FaultyBroker
}

/** Three nodes on one PostgreSQL and one NATS, all of them real. */
export class Cluster implements AsyncDisposable {
  readonly nats: NatsServer
  readonly database: Database
  readonly nodes: readonly [Node, Node, Node]

  private constructor(nats: NatsServer, database: Database, nodes: readonly [Node, Node, Node]) {
    this.nats = nats
    this.database = database
    this.nodes = nodes
  }

  static async start(env: NodeJS.ProcessEnv = {}, random?: () => number): Promise<Cluster> {
    const [nats, database] = [await NatsServer.start(), await freshDatabase()]
    const start = (n: number) => startNode({ BROKER_URL: nats.url, DATABASE_URL: database.url, NODE_NAME: `node-${n}`, ...env }, random)
    const nodes = [await start(1), await start(2), await start(3)] as const
    await ringing(nodes)
    return new Cluster(nats, database, nodes)
  }

  get bells(): FaultyBroker[] {
    return this.nodes.map(({ bell }) => bell)
  }

  /** The same person and session, by the door of another node. */
  at(node: number, person: Person): Person {
    return person.by((this.nodes[node] ?? this.nodes[0]).server)
  }

  /** While this goes on, no commit is told to anybody. */
  async untold<T>(work: () => Promise<T>): Promise<T> {
    for (const bell of this.bells) bell.isDead = true
    try {
      return await work()
    } finally {
      for (const bell of this.bells) bell.isDead = false
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map(({ server }) => server[Symbol.asyncDispose]()))
    await this.nats[Symbol.asyncDispose]()
  }
}

/** A node whose bell does to what it brings what a bell may do. */
export async function startNode(env: NodeJS.ProcessEnv, random?: () => number): Promise<Node> {
  let bell: FaultyBroker | undefined
  const server = await startServer(env, undefined, {
    broker: (inner) => {
      bell = new FaultyBroker(inner, random)
      return bell
    },
  })
  if (!bell) throw new Error('The node has no bell')
  return { server, bell }
}

/** Waits until all bells ring and all nodes know of each other; or until none rings. */
export const ringing = (nodes: readonly Node[], isRinging = true): Promise<boolean> =>
  vi.waitUntil(() => nodes.every(({ bell, server }) => bell.isRinging === isRinging && (!isRinging || server.running.app.peers.count === nodes.length - 1)), {
    timeout: 25_000,
    interval: 20,
  })

/** What /readyz says of a node, and with which status. */
export async function readiness({ server }: { server: TestServer }): Promise<[number, unknown]> {
  const response = await fetch(`${server.url}/readyz`)
  return [response.status, await response.json()]
}
