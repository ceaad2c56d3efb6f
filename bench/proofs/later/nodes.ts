import { fileURLToPath } from 'node:url'
import { NatsServer } from '../../../backend/tests/nats-server.ts'
import { PostgresServer } from '../../../backend/tests/postgres/server.ts'
import type { Chance } from '../../random.ts'
import { pause } from '../../server.ts'
import { Node } from '../cluster/node.ts'

const doom = fileURLToPath(new URL('./doom.ts', import.meta.url))
const DONE_MS = 30_000

export interface Ground {
  nodes: readonly Node[]
  postgres: PostgresServer
}

/** Three nodes on one database and one bell; who meets what waits for it in the folder dies. `ending` takes all of it down. */
export async function threeNodes(ending: AsyncDisposableStack, folder: string, chance: Chance, settings: Readonly<Record<string, string>>): Promise<Ground> {
  const postgres = ending.use(await PostgresServer.start())
  await postgres.sql('create database parley')
  const nats = ending.use(await NatsServer.start())
  const services = { dataDir: folder, natsPort: nats.port, database: postgres.url('parley'), before: [doom], settings: { ...settings, PARLEY_DOOM: folder } }
  const nodes: Node[] = []
  for (const name of ['north', 'east', 'west']) {
    const node = await Node.start(name, services, chance.fork())
    ending.defer(() => node.end())
    nodes.push(node)
  }
  return { nodes, postgres }
}

export async function alive(nodes: readonly Node[]): Promise<Node> {
  for (const node of nodes) {
    await node.look()
    if (node.isReady) return node
  }
  throw new Error('All nodes are dead')
}

/** Starts who died. */
export async function mend(nodes: readonly Node[]): Promise<void> {
  for (const node of nodes) {
    await node.look()
    if (node.isReady) continue
    await node.kill()
    await node.start()
  }
}

export async function until<T>(what: string, is: () => Promise<T | false>): Promise<T> {
  for (const deadline = performance.now() + DONE_MS; performance.now() < deadline; await pause(20)) {
    const found = await is().catch(() => false as const)
    if (found !== false) return found
  }
  throw new Error(`Not within ${DONE_MS} ms: ${what}`)
}
