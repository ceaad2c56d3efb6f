import { rmSync } from 'node:fs'
import { vi } from 'vitest'
import type { Change } from '../../store/change.ts'
import { openStore } from '../../store/index.ts'
import type { Store } from '../../store/store.ts'
import { Person, startServer, type TestServer, temporaryFolder } from '../harness.ts'
import { NatsServer } from '../nats-server.ts'
import { FaultyBroker } from './faulty-broker.ts'

/** One of several nodes in this process: its own server, socket, hub and bell. */
export interface Node {
  readonly server: TestServer
  readonly bell: FaultyBroker
  /** Commits of this node are told to nobody, as if it died before it could. */
  dies: boolean
}

export interface Cluster extends AsyncDisposable {
  readonly nodes: readonly [Node, Node, Node]
  readonly nats: NatsServer
  readonly dataDir: string
  /** What every commit changed, in the order of the commits. */
  readonly history: readonly Change[]
  /** The same person and session, by the door of another node. */
  at(node: number, person: Person): Person
}

type Told = (changes: readonly Change[]) => void

/** One database as three nodes have it: each commit is told by one of them, and each counts its own epoch. */
function shared(store: Store, random: () => number, history: Change[]): { store: Store; gate: { dies: boolean } }[] {
  const tellers: Told[] = []
  store.onCommit((changes) => {
    history.push(...changes)
    tellers[Math.floor(random() * tellers.length)]?.(changes)
  })
  return Array.from({ length: 3 }, () => {
    const gate = { dies: false }
    const own: Store = {
      ...store,
      identity: { ...store.identity },
      onCommit: (listener) => void tellers.push((changes) => !gate.dies && listener(changes)),
      onFatal: () => {},
      async [Symbol.asyncDispose]() {},
    }
    return { store: own, gate }
  })
}

/** Three nodes on one database and one NATS, all of them real. */
export async function startCluster({ env = {}, random = Math.random }: { env?: NodeJS.ProcessEnv; random?: () => number } = {}): Promise<Cluster> {
  const nats = await NatsServer.start()
  const dataDir = temporaryFolder()
  const store = await openStore({ dataDir })
  const history: Change[] = []
  const start = async ({ store, gate }: { store: Store; gate: { dies: boolean } }, n: number): Promise<Node> => {
    let bell: FaultyBroker | undefined
    const server = await startServer({ BROKER_URL: nats.url, NODE_NAME: `node-${n + 1}`, DATA_DIR: dataDir, ...env }, undefined, {
      store,
      broker: (inner) => {
        bell = new FaultyBroker(inner, random)
        return bell
      },
    })
    if (!bell) throw new Error('The node has no bell')
    return Object.assign(gate, { server, bell })
  }
  const nodes = (await Promise.all(shared(store, random, history).map(start))) as [Node, Node, Node]
  await ringing(nodes)
  return {
    nodes,
    nats,
    dataDir,
    history,
    at: (n, person) => new Person((nodes[n] as Node).server, person.user, person.token),
    async [Symbol.asyncDispose]() {
      for (const { server } of nodes) await server[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
      await nats[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Waits until all bells ring and all nodes know of each other. */
export const ringing = (nodes: readonly Node[], isRinging = true): Promise<boolean> =>
  vi.waitUntil(() => nodes.every(({ bell, server }) => bell.isRinging === isRinging && (!isRinging || server.running.app.peers.count === nodes.length - 1)), {
    timeout: 25_000,
    interval: 20,
  })
