import { Client } from '@parley/client'
import type { Message } from '@parley/protocol'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { claimPort } from '../../../bench/port.ts'
import { fresh } from '../harness.ts'
import { Cluster, type Node, readiness, ringing, startNode } from './nodes.ts'
import { RoundRobin } from './round-robin.ts'

const cluster = await Cluster.start()
afterAll(() => cluster[Symbol.asyncDispose]())
const ada = await cluster.nodes[0].server.register('Ada')
const ben = await cluster.nodes[1].server.register('Ben')

const env = (name: string, port = 0): NodeJS.ProcessEnv => ({
  BROKER_URL: cluster.nats.url,
  DATABASE_URL: cluster.database.url,
  NODE_NAME: name,
  PORT: String(port),
})
const online = (client: Client) => vi.waitUntil(() => client.status.get().at === 'online', { timeout: 20_000 })
const stop = ({ server }: Node) => server[Symbol.asyncDispose]()

describe('[W43] a rolling restart', () => {
  test('behind a balancer without sticky sessions: no send fails, nothing is lost, nothing comes twice', { timeout: 90_000 }, async () => {
    const { channel } = await ada.say('channel.create', { kind: 'private', name: fresh('harbour') })
    await ada.say('member.add', { channelId: channel.id, userIds: [ben.id] })
    const ports = [await claimPort(), await claimPort()]
    const rolling = [await startNode(env('rolling-1', ports[0])), await startNode(env('rolling-2', ports[1]))]
    await ringing([...cluster.nodes, ...rolling])
    await using balancer = await RoundRobin.start(ports)
    const heard: Message[] = []
    const codes: number[] = []
    const listener = new Client(
      { url: balancer.url, token: ben.token },
      { row: (row) => void (row.channelId === channel.id && heard.push(row)), closed: ({ code }) => void codes.push(code) },
    )
    const sender = new Client({ url: balancer.url, token: ada.token }, { closed: ({ code }) => void codes.push(code) })
    for (const client of [listener, sender]) client.start()
    await Promise.all([online(listener), online(sender)])
    await listener.timeline(channel.id).openNewest()

    const sent: string[] = []
    let isOver = false
    const sending = (async () => {
      while (!isOver || sent.length < 60) {
        sent.push(sender.send(channel.id, `m${sent.length}`))
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    })()
    for (const [at, node] of rolling.entries()) {
      await stop(node)
      await Promise.all([online(listener), online(sender)])
      rolling[at] = await startNode(env(`rolling-${at + 1}`, ports[at]))
      expect(sender.outbox.get().filter((item) => item.failed)).toEqual([])
    }
    isOver = true
    await sending
    await vi.waitUntil(() => sender.outbox.get().length === 0, { timeout: 20_000 })
    await vi.waitFor(() => expect(new Set(heard.map(({ id }) => id)).size).toBe(sent.length), { timeout: 20_000 })

    const page = await ada.say('message.page', { channelId: channel.id, limit: 100 })
    expect(sent.length).toBeGreaterThanOrEqual(60)
    expect(page.lastSeq).toBe(sent.length)
    expect(page.messages.map(({ content }) => content)).toEqual(sent.slice(-100).map((_, at) => `m${Math.max(0, sent.length - 100) + at}`))
    await vi.waitFor(() => expect(listener.timeline(channel.id).get().entries.at(-1)?.content).toBe(`m${sent.length - 1}`), { timeout: 10_000 })
    expect(codes.filter((code) => code === 1012).length, 'somebody was sent away').toBeGreaterThanOrEqual(2)
    for (const client of [listener, sender]) client.stop()
    for (const node of rolling) await stop(node)
  })

  test('goodbyes are spread, and a node that leaves says so to the balancer', async () => {
    const node = await startNode(env('leaving'))
    const wires = await Promise.all(Array.from({ length: 12 }, () => node.server.connect({ token: ada.token })))
    await Promise.all(wires.map((wire) => wire.ping()))
    const left = node.server.running.app.sockets.goodbye(2_000)
    expect(await readiness(node)).toEqual([503, { status: 'leaving', store: 'ok', broker: 'ok' }])
    await expect(node.server.connect({ token: ada.token })).rejects.toMatchObject({ status: 503 })
    const retries = await Promise.all(
      wires.map(async (wire) => {
        expect((await wire.closed).code).toBe(1012)
        return wire.of('goodbye')[0]?.retryMs ?? 0
      }),
    )
    expect(Math.min(...retries)).toBeGreaterThanOrEqual(500)
    expect(new Set(retries).size).toBeGreaterThan(6)
    await left
    await stop(node)
  })

  test('the people of a node that stops are gone at once elsewhere', async () => {
    const node = await startNode(env('short'))
    await ringing([...cluster.nodes, node])
    await using watcher = await ben.listen()
    const dora = await cluster.nodes[0].server.register('Dora')
    await watcher.say('presence.watch', { userIds: [dora.id] })
    await node.server.connect({ token: dora.token })
    await watcher.until('presence', ({ users }) => users.some(({ userId, state }) => userId === dora.id && state === 'online'))
    const from = watcher.events.length
    await stop(node)
    await watcher.until('presence', ({ users }) => users.some(({ userId, state }) => userId === dora.id && state === 'offline'), from)
    expect(cluster.nodes[1].server.running.app.peers.count).toBe(2)
  })
})
