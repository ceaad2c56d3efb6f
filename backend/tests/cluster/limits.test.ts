import { LIMITS } from '@parley/protocol'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Wire } from '../wire.ts'
import { Cluster } from './nodes.ts'

const cluster = await Cluster.start({ RATE_LIMITS: 'on' })
const { nodes } = cluster
afterAll(() => cluster[Symbol.asyncDispose]())
const [ada, ben] = [await nodes[0].server.register('Ada'), await nodes[1].server.register('Ben')]
const generalId = nodes[0].server.generalId
const settle = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

describe('[W51] how fast a person may go, over all nodes', () => {
  test('never above nodes × limit; within 5 s the limit itself, and what was too much is waited for', { timeout: 60_000 }, async () => {
    const dora = await nodes[2].server.register('Dora')
    const wires = await Promise.all([0, 1, 2].map((n) => cluster.at(n, dora).connect()))
    const burst = async (count: number): Promise<number> => {
      const replies = await Promise.all(
        wires.flatMap((wire) => Array.from({ length: count }, () => wire.ask('message.send', { channelId: generalId, content: 'quick' }))),
      )
      return replies.filter((reply) => 'data' in reply).length
    }
    const first = await burst(35)
    expect(first).toBeGreaterThanOrEqual(LIMITS.sendsPer10s)
    expect(first).toBeLessThanOrEqual(3 * LIMITS.sendsPer10s)
    await settle(5_000)
    // Without each other's counts the nodes would let ninety more through once ten seconds are over.
    await settle(6_500)
    expect(await burst(2)).toBe(0)
    expect((await ben.rest('POST', '/api/message', { content: 'unaffected' })).status).toBe(201)
    for (const wire of wires) await wire.close()
  })

  test('who sends by turns at all nodes is held to the limit of one', { timeout: 60_000 }, async () => {
    const eli = await nodes[2].server.register('Eli')
    const wires = await Promise.all([0, 1, 2].map((n) => cluster.at(n, eli).connect()))
    let let_ = 0
    for (let n = 0; n < 60; n++) {
      const reply = await (wires[n % 3] as Wire).ask('message.send', { channelId: generalId, content: `by turns ${n}` })
      if ('data' in reply) let_++
      await settle(120)
    }
    expect(let_).toBeGreaterThanOrEqual(LIMITS.sendsPer10s)
    expect(let_).toBeLessThanOrEqual(LIMITS.sendsPer10s + 15)
    for (const wire of wires) await wire.close()
  })
})

describe('[W55] how many sockets a person may have, over all nodes', () => {
  test('who has all on one node gets none on another', async () => {
    const open = await Promise.all(Array.from({ length: LIMITS.socketsPerUser }, () => cluster.at(0, ada).connect()))
    await vi.waitUntil(() => nodes[2].server.running.app.services.presence.elsewhere(ada.id) === LIMITS.socketsPerUser, { timeout: 5_000 })
    await expect(cluster.at(2, ada).connect()).rejects.toMatchObject({ status: 429 })
    await open[0]?.close()
    await vi.waitUntil(() => nodes[2].server.running.app.services.presence.elsewhere(ada.id) < LIMITS.socketsPerUser, { timeout: 5_000 })
    await using again = await cluster.at(2, ada).connect()
    await again.ping()
    await Promise.all(open.map((wire) => wire.close()))
  })

  test('who opens all at once everywhere has never more than nodes × cap, and the cap after a moment', { timeout: 60_000 }, async () => {
    const fay = await nodes[1].server.register('Fay')
    const tried = await Promise.allSettled(Array.from({ length: 3 * 36 }, (_, at) => cluster.at(at % 3, fay).connect()))
    const open = tried.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(open.length).toBeGreaterThan(LIMITS.socketsPerUser)
    expect(open.length).toBeLessThanOrEqual(3 * LIMITS.socketsPerUser)
    const total = () => nodes.reduce((all, { server }) => all + server.running.app.hub.connectionsOf(fay.id), 0)
    await vi.waitUntil(() => total() === LIMITS.socketsPerUser, { timeout: 5_000 })
    await settle(2_500)
    expect(total()).toBe(LIMITS.socketsPerUser)
    for (const wire of open) wire.socket.terminate()
  })
})
