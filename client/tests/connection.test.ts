import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { backoffMs } from '../src/connection.ts'
import type { Client } from '../src/index.ts'
import { clientOf, settle, turn } from './model/harness.ts'
import { seeded } from './model/random.ts'
import { scene } from './model/walk.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const at = (client: Client): string => client.status.get().at

test('full jitter: anywhere between nothing and a bound that doubles up to 30 s', () => {
  expect(backoffMs(0, () => 1)).toBe(500)
  expect(backoffMs(3, () => 1)).toBe(4_000)
  expect(backoffMs(40, () => 1)).toBe(30_000)
  expect(backoffMs(40, () => 0)).toBe(0)
})

test('it says where it is: idle, connecting, online and syncing, online, offline, idle', async () => {
  const { server, client, random } = scene(seeded(1))
  const seen = [at(client)]
  client.status.subscribe(() => seen.push(JSON.stringify(client.status.get()).replace(/"retryAt":[^,]*,/, '')))
  client.start()
  await vi.advanceTimersByTimeAsync(20)
  await settle(server, random, client)
  for (const session of [...server.sessions]) server.cut(session)
  await vi.advanceTimersByTimeAsync(20)
  client.reconnectNow()
  await settle(server, random, client)
  client.stop()
  expect(at(client)).toBe('idle')
  expect(seen).toContain('{"at":"connecting"}')
  expect(seen).toContain('{"at":"offline","reason":"The connection was lost"}')
  expect(seen.at(-1)).toBe('{"at":"online","syncing":false}')
})

test('a socket that is closing is told nothing more: a browser would complain on its console', async () => {
  const { server, ada, random } = scene(seeded(1))
  const told: number[] = []
  class Closing extends server.socketFor(ada) {
    static state = 1
    override get readyState() {
      return Closing.state as 1
    }
    override send(frame: string): void {
      told.push(Closing.state)
      super.send(frame)
    }
  }
  const client = clientOf(server, ada, random, { WebSocket: Closing })
  client.start()
  await settle(server, random, client)
  Closing.state = 2
  const asked = client.delete('nobody hears of it').then(
    () => 'deleted',
    () => 'refused',
  )
  await turn()
  expect(new Set(told)).toEqual(new Set([1]))
  client.stop()
  expect(await asked).toBe('refused')
})

test('a restarting server is left alone for at least as long as its close code says', async () => {
  const { server, client } = scene(() => 0)
  client.start()
  await settle(server, seeded(1), client)
  for (const session of [...server.sessions]) server.cut(session, 1012)
  expect(client.status.get()).toMatchObject({ at: 'offline', retryAt: Date.now() + 500 })
})

test('signed out and outdated do not come back by themselves', async () => {
  for (const [code, where] of [
    [4401, 'signedOut'],
    [4426, 'outdated'],
  ] as const) {
    const { server, client } = scene(seeded(1))
    client.start()
    await settle(server, seeded(1), client)
    for (const session of [...server.sessions]) server.cut(session, code)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(at(client)).toBe(where)
    expect(server.sessions.size).toBe(0)
    client.start()
    await settle(server, seeded(2), client)
    expect(at(client)).toBe('online')
    client.stop()
  }
})

test('a server that falls silent is asked, and left when it does not answer', async () => {
  const { server, client } = scene(seeded(1))
  client.start()
  await settle(server, seeded(1), client)
  const [silent] = server.sessions
  await vi.advanceTimersByTimeAsync(30_000)
  expect(silent?.requests.map((request) => request.type)).toEqual(['ping'])
  await vi.advanceTimersByTimeAsync(11_000)
  expect(server.sessions.has(silent as never)).toBe(false)
  await settle(server, seeded(2), client)
  expect(at(client)).toBe('online')
})

test('[I7] requests wait for the connection, at most a hundred and at most ten seconds', async () => {
  const { client, rooms, ada } = scene(seeded(1))
  const waiting = Array.from({ length: 100 }, () =>
    client.call('user.get', { userIds: [ada] }).then(
      () => 'answered',
      (error: { code: string }) => error.code,
    ),
  )
  await expect(client.call('channel.get', { channelId: rooms[0] ?? '' })).rejects.toMatchObject({ code: 'unavailable' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['unavailable']))
})

test('[I5] a read whose answer was lost is asked again; a write that may have happened is not', async () => {
  const { server, client, rooms, world, ada } = scene(seeded(1))
  client.start()
  await settle(server, seeded(1), client)
  const message = world.send(ada, rooms[0] ?? '', 'first')
  const read = client.call('channel.get', { channelId: rooms[0] ?? '' })
  const edit = client.edit(message, 'second').then(
    () => 'answered',
    (error: { code: string }) => error.code,
  )
  await turn()
  for (const session of [...server.sessions]) server.cut(session)
  await settle(server, seeded(2), client)
  expect((await read).channel.id).toBe(rooms[0])
  expect(await edit).toBe('unavailable')
})

test('[I7] a frame larger than the server takes is refused here', async () => {
  const { server, client, rooms } = scene(seeded(1))
  client.start()
  await settle(server, seeded(1), client)
  await expect(client.call('message.send', { channelId: rooms[0] ?? '', content: '€'.repeat(30_000) })).rejects.toMatchObject({ code: 'too_large' })
  expect(at(client)).toBe('online')
})

test('raising a read mark shows at once, and half a second of scrolling is one request', async () => {
  const { server, client, rooms, world, people } = scene(seeded(1))
  const [general = ''] = rooms
  client.start()
  await settle(server, seeded(1), client)
  for (let i = 0; i < 9; i++) world.send(people[1] ?? '', general, `more ${i}`)
  await settle(server, seeded(1), client)
  const read = () => client.conversation(general).get()?.unread
  const before = read() ?? 0
  for (let seq = 72; seq <= 76; seq++) client.markRead(general, seq)
  expect(read()).toBe(before - (76 - (79 - before)))
  await settle(server, seeded(1), client)
  const [session] = server.sessions
  expect(session?.seen.filter((type) => type === 'channel.read')).toHaveLength(1)
  expect(read()).toBe(3)
  await Promise.all([client.markUnread(general, 70), settle(server, seeded(1), client)])
  expect(read()).toBe(10)
})

test('what arrives where somebody looks is read as it arrives: no number comes and goes', async () => {
  const { server, client, rooms, world, people } = scene(seeded(1))
  const [general = ''] = rooms
  client.start()
  await settle(server, seeded(1), client)
  client.markRead(general, client.conversation(general).get()?.channel.lastSeq ?? 0)
  const leave = client.attend(general)
  const seen = new Set<number>()
  client.conversations.subscribe(() => void seen.add(client.conversation(general).get()?.unread ?? -1))
  for (let i = 0; i < 5; i++) world.send(people[1] ?? '', general, `watched ${i}`)
  await settle(server, seeded(1), client)
  expect([...seen]).toEqual([0])
  leave()
  world.send(people[1] ?? '', general, 'unwatched')
  await settle(server, seeded(1), client)
  expect(client.conversation(general).get()?.unread).toBe(1)
})

test('unknown people are asked for together, once', async () => {
  const { server, random, ada, people } = scene(seeded(1))
  const client = clientOf(server, ada, random)
  client.start()
  await settle(server, random, client)
  for (const _ of [1, 2]) for (const id of people) client.users.get(id)
  await settle(server, random, client)
  expect(people.map((id) => client.users.get(id)?.name)).toEqual(['Ada', 'Ben', 'Cleo', 'Dag'])
  expect([...server.sessions][0]?.seen.filter((type) => type === 'user.get')).toHaveLength(1)
})
