import { inject, vi } from 'vitest'
import type { Parts } from '../../app.ts'
import type { Broker } from '../../broker/broker.ts'
import { readConfig } from '../../config/index.ts'
import { createLogger } from '../../logger.ts'
import { type Running, serve } from '../../server.ts'
import { marked } from './mark.ts'
import { RoundRobin } from './round-robin.ts'

export interface Three extends Running {
  /** One of them, by its own door. */
  readonly first: Running
  /** Resolves when all nodes have heard what any of them rang. */
  heard(): Promise<void>
}

/** Three nodes in this process on one database and the NATS of the run, behind a balancer. As an app it is the first of them. */
export async function serveThree(env: NodeJS.ProcessEnv, parts: Parts): Promise<Three> {
  await using starting = new AsyncDisposableStack()
  const bells: Broker[] = []
  const broker = (inner: Broker): Broker => {
    const bell = parts.broker?.(inner) ?? inner
    bells.push(bell)
    return bell
  }
  const node = async (n: number): Promise<Running> => {
    const config = readConfig({ ...env, PORT: '0', NODE_NAME: `node-${n}`, BROKER_URL: inject('nats') })
    return starting.use(await serve(config, createLogger(config), { ...parts, broker }))
  }
  const first = await node(1)
  const nodes = [first, await node(2), await node(3)]
  await vi.waitUntil(() => nodes.every(({ app }) => app.broker.isRinging && app.peers.count === nodes.length - 1), { timeout: 25_000, interval: 10 })
  const ports = nodes.map(({ url }) => Number(new URL(url).port))
  const balancer = starting.use(await RoundRobin.start(ports, { port: Number(env.PORT) }))
  starting.move()
  return {
    app: first.app,
    first,
    url: balancer.url,
    heard: marked(bells),
    /** As one server ends: every node says goodbye, and nobody finds another meanwhile. */
    async [Symbol.asyncDispose]() {
      await Promise.all(nodes.map((each) => each[Symbol.asyncDispose]()))
      await balancer[Symbol.asyncDispose]()
    },
  }
}
