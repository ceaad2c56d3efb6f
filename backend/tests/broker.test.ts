import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Broker } from '../broker/broker.ts'
import { localBroker } from '../broker/local.ts'
import { NatsBroker } from '../broker/nats.ts'
import { readConfig } from '../config/index.ts'
import { brokerContract, sharedBrokerContract } from './contracts/broker.contract.ts'
import { NatsServer } from './nats-server.ts'

const lines: string[] = []
const log = {
  info: (details: object, message: string): void => void lines.push(JSON.stringify({ ...details, message })),
  warn: (details: object, message: string): void => void lines.push(JSON.stringify({ ...details, message })),
}
const natsBroker = (url: string, workspaceId: string): NatsBroker => {
  const { broker, nodeName } = readConfig({ BROKER_URL: url })
  if (!broker) throw new Error('No broker in the configuration')
  return new NatsBroker({ address: broker, workspaceId, node: nodeName, log })
}
const rings = (broker: Broker, isRinging = true) => vi.waitUntil(() => broker.isRinging === isRinging, { timeout: 20_000, interval: 10 })

let nats: NatsServer
beforeAll(async () => {
  nats = await NatsServer.start()
})
afterAll(() => nats[Symbol.asyncDispose]())
const open = async (workspaceId: string = crypto.randomUUID()): Promise<Broker> => {
  const broker = natsBroker(nats.url, workspaceId)
  await rings(broker)
  return broker
}

brokerContract('The local broker', async () => localBroker(crypto.randomUUID()))
brokerContract('NATS', open)
sharedBrokerContract('NATS', open)

describe('a NATS that comes and goes', () => {
  test('is waited for, missed and found again; nothing is kept for later', async () => {
    await using own = await NatsServer.start()
    const workspaceId = crypto.randomUUID()
    await own.kill()
    await using here = natsBroker(own.url, workspaceId)
    await using there = natsBroker(own.url, workspaceId)
    const heard: unknown[] = []
    there.onTold((words) => heard.push(words))
    let mended = 0
    here.onMended(() => mended++)
    expect(here.isRinging).toBe(false)
    here.tell({ n: 1 })
    await own.start()
    await Promise.all([rings(here), rings(there)])
    expect(mended).toBe(1)
    await own.kill()
    await Promise.all([rings(here, false), rings(there, false)])
    here.tell({ n: 2 })
    here.publish([{ to: 'hub', confined: { userId: 'x' } }])
    await own.start()
    await Promise.all([rings(here), rings(there)])
    here.tell({ n: 3 })
    await vi.waitUntil(() => heard.length > 0, { timeout: 5_000 })
    expect(heard).toEqual([{ n: 3 }])
    expect(mended).toBe(2)
  })

  test('that is there and does not answer is no bell', async () => {
    await using own = await NatsServer.start()
    await using broker = natsBroker(own.url, crypto.randomUUID())
    await rings(broker)
    own.pause()
    await rings(broker, false)
    own.resume()
    await rings(broker)
  })

  test('a listener that is no NATS is a broken bell, and ends with the node', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    await vi.waitUntil(() => silent.listening)
    const { port } = silent.address() as { port: number }
    const broker = natsBroker(`nats://127.0.0.1:${port}`, crypto.randomUUID())
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(broker.isRinging).toBe(false)
    await broker[Symbol.asyncDispose]()
    silent.close()
  })
})

describe('secrets', () => {
  test.each([
    ['user and password', ['--user', 'parley', '--pass', 's3cret'], 'parley:s3cret@'],
    ['a token', ['--auth', 's3cret'], 's3cret@'],
  ])('%s: come in with them, are refused without, and stand in no log', async (_what, args, secret) => {
    await using own = await NatsServer.start(args)
    lines.length = 0
    await using broker = natsBroker(own.url.replace('//', `//${secret}`), crypto.randomUUID())
    await using refused = natsBroker(own.url, crypto.randomUUID())
    await rings(broker)
    await vi.waitUntil(() => lines.some((line) => line.includes('broken')), { timeout: 5_000 })
    expect(refused.isRinging).toBe(false)
    expect(lines.join('\n')).not.toContain('s3cret')
    expect(lines.join('\n')).toContain(`127.0.0.1:${own.port}`)
  })

  test.each(['http://parley:s3cret@bus', 's3cret@bus:4222', 'nats://s3cret@bus,tls://bus', 'nats://s3cret@bus/parley'])(
    'BROKER_URL=%j is refused without showing it',
    (url) => {
      expect(() => readConfig({ BROKER_URL: url })).toThrow(/^BROKER_URL: must be nats:/)
      expect(() => readConfig({ BROKER_URL: url })).not.toThrow(/s3cret/)
    },
  )
})
