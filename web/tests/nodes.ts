import { RoundRobin } from '../../backend/tests/cluster/round-robin.ts'
import { freshOn } from '../../backend/tests/postgres/fresh.ts'
import { Node } from './node.ts'

/** TEST_STORE=cluster: every server of a browser test is three nodes with PostgreSQL and NATS, behind a balancer. */
export const isCluster = process.env.TEST_STORE === 'cluster'
/** The PostgreSQL and the NATS of the run, from bench/proofs/suite/browser-setup.ts. */
export const shared = { postgres: 'TEST_POSTGRES_URL', nats: 'TEST_NATS_URL' } as const

const NODES = 3
/** By it a browser asks the balancer for its node; which it keeps, unless that node is gone. */
const COOKIE = 'balancer-node'
let browsers = 0

/** The cookie of the next browser: each is at another node than the one before. */
export const nextNode = () => ({ name: COOKIE, value: String(browsers++ % NODES) })

function wantedNode(head: string): number | undefined {
  const [, node] = new RegExp(`^cookie:.*\\b${COOKIE}=(\\d)`, 'im').exec(head) ?? []
  return node === undefined ? undefined : Number(node)
}

/** One server as people see it: three nodes on a database of their own. */
export class Nodes {
  readonly #settings: Record<string, string>
  /** The nodes' own addresses. */
  doors: readonly string[] = []
  #database: string | undefined
  #nodes: Node[] = []
  #balancer: RoundRobin | undefined

  constructor(settings: Record<string, string>) {
    this.#settings = settings
  }

  /** All at once, as after the power was away; on the same port and database as before. Answers the balancer's address. */
  async start(port: number): Promise<string> {
    this.#database ??= (await freshOn(process.env[shared.postgres] ?? '')).url
    const settings = { ...this.#settings, PORT: '0', DATABASE_URL: this.#database, BROKER_URL: process.env[shared.nats] ?? '' }
    this.#nodes = Array.from({ length: NODES }, (_, n) => new Node({ ...settings, NODE_NAME: `node-${n + 1}` }))
    this.doors = await Promise.all(this.#nodes.map((node) => node.ready()))
    this.#balancer = await RoundRobin.start(
      this.doors.map((url) => Number(new URL(url).port)),
      { port, wanted: wantedNode },
    )
    return this.#balancer.url
  }

  async kill(): Promise<void> {
    await Promise.all(this.#nodes.map((node) => node.kill()))
    await this.#balancer?.[Symbol.asyncDispose]()
    this.#balancer = undefined
  }

  /** One of them dies, and does not come back before all are started again. */
  async killOne(at: number): Promise<void> {
    await this.#nodes[at]?.kill()
  }

  freeze(): void {
    for (const node of this.#nodes) node.freeze()
  }

  thaw(): void {
    for (const node of this.#nodes) node.thaw()
  }
}
