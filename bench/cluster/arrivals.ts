import { Link } from '../load/link.ts'
import { pause } from '../server.ts'
import { type Ground, metric, type Nodes } from './ground.ts'
import type { Seeded } from './people.ts'
import { between, Counters, sum } from './reading.ts'

/** People who come all at once, and stay. */
export interface Arrivals {
  connections: number
  /** Open at the end, as the nodes count them. */
  held: number
  perSecond: number
  /** Microseconds of processor, an arrival. */
  nodeCpu: number
  postgresCpu: number
  /** Bytes on NATS, an arrival. */
  bellBytes: number
  /** Bytes of all nodes' resident memory, a connection. */
  memory: number
  /** Microseconds of all nodes' and PostgreSQL's processor, a connection and second in which nobody says anything, beyond what empty nodes need. */
  idleNodeCpu: number
  idlePostgresCpu: number
  /** Milliseconds of processor a second that a node needs with nobody there. */
  emptyNodeCpu: number
  /** Bytes a second on NATS when nobody says anything. */
  idleBellBytes: number
}

const AT_ONCE = 50
const CALM_MS = 3_000

/** Each as a client comes: the upgrade, then `auth`, whose answer has its conversations. */
export async function measureArrivals(ground: Ground, nodes: Nodes, people: readonly Seeded[], idleSeconds: number): Promise<Arrivals> {
  await using counters = await Counters.open(ground)
  await pause(CALM_MS)
  const started = await counters.read(nodes)
  await pause(idleSeconds * 1_000)
  const before = await counters.read(nodes)
  const empty = between(started, before)
  const since = performance.now()
  const links = await arrive(nodes, people)
  const seconds = (performance.now() - since) / 1_000
  try {
    await pause(CALM_MS)
    const seated = await counters.read(nodes)
    await pause(idleSeconds * 1_000)
    const held = sum(await Promise.all(nodes.servers.map(({ url }) => metric(url, 'parley_connections'))))
    const [came, stayed] = [between(before, seated), between(seated, await counters.read(nodes))]
    const count = people.length
    return {
      connections: count,
      held,
      perSecond: count / seconds,
      nodeCpu: (sum(came.nodes) * 1e6) / count,
      postgresCpu: (came.postgres * 1e6) / count,
      bellBytes: came.bellBytes / count,
      memory: sum(came.memory) / count,
      idleNodeCpu: ((sum(stayed.nodes) / stayed.at - sum(empty.nodes) / empty.at) * 1e6) / count,
      idlePostgresCpu: ((stayed.postgres / stayed.at - empty.postgres / empty.at) * 1e6) / count,
      emptyNodeCpu: (sum(empty.nodes) * 1e3) / empty.at / nodes.servers.length,
      idleBellBytes: stayed.bellBytes / stayed.at,
    }
  } finally {
    for (const link of links) link.close()
  }
}

/** Connects people to the nodes in turn, some at a time. */
export async function arrive({ ports }: Nodes, people: readonly Seeded[]): Promise<Link[]> {
  const links: Link[] = []
  const waiting = [...people.entries()].reverse()
  const one = async (): Promise<void> => {
    for (let next = waiting.pop(); next; next = waiting.pop()) links.push(await seated(ports[next[0] % ports.length] ?? 0, next[1]))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, one))
  return links
}

async function seated(port: number, { token }: Seeded): Promise<Link> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const text = (_length: number, payload: Buffer | undefined): void => {
    const said = payload?.toString('latin1', 0, 40) ?? ''
    if (said.startsWith('{"re":1,"data"')) resolve()
    else if (said.startsWith('{"re":1')) reject(new Error(`An arrival was refused: ${payload}`))
  }
  const link = await Link.open(port, '/socket', token, { text })
  link.send('{"id":1,"type":"auth","data":{}}')
  await promise
  return link
}
