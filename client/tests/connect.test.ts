import type { Message } from '@parley/protocol'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connect } from '../src/index.ts'
import { settle, step } from './model/harness.ts'
import { runs, seeded } from './model/random.ts'
import { scene } from './model/walk.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

const anAct = fc.record({ does: fc.constantFrom('send', 'send', 'send', 'edit', 'flow', 'flow', 'cut', 'lag', 'wait', 'newRoom', 'mine'), a: fc.nat(99) })

test('[I3] onMessage tells every message that appears once and in order, over lost connections; not those sent here', async () => {
  let heard = 0
  const property = fc.asyncProperty(fc.nat(), fc.constantFrom(1_000, 4), fc.array(anAct, { minLength: 10, maxLength: 80 }), async (seed, catchUpRows, walk) => {
    vi.clearAllTimers()
    vi.setSystemTime(1_800_000_000_000)
    const random = seeded(seed)
    const { world, server, ada, people, rooms } = scene(random, { catchUpRows })
    const ben = people[1] ?? ''
    const told: Message[] = []
    const mine: Promise<unknown>[] = []
    vi.setSystemTime(1_800_000_001_000)
    const chat = connect({ url: 'http://harbour.test', WebSocket: server.socketFor(ada), random, onMessage: (message) => told.push(message) })
    await settle(server, random, chat.client)
    const before = new Map([...world.rooms].map(([id, room]) => [id, room.messages.length]))
    for (const { does, a } of walk) {
      const room = rooms[a % rooms.length] ?? ''
      if (does === 'send' && world.joined(ben, room)) world.send(ben, room, `words ${a}`)
      if (does === 'edit' && world.room(room).messages.length > 0) world.edit(room, world.room(room).messages.length, 'other words')
      if (does === 'flow') await step(server, random, a % 20)
      if (does === 'cut') for (const session of [...server.sessions]) server.cut(session)
      if (does === 'lag') for (const session of server.sessions) session.lag()
      if (does === 'wait') await vi.advanceTimersByTimeAsync(a * 40)
      if (does === 'newRoom' && rooms.length < 8) rooms.push(world.addRoom(20 + rooms.length, 'private', [ada, ben]))
      if (does === 'mine') mine.push(chat.send(`mine ${a}`, rooms[0]).catch(() => {}))
    }
    await settle(server, random, chat.client)
    for (const room of rooms.filter((id) => world.joined(ada, id))) {
      const appeared = world.room(room).messages.filter((message) => message.seq > (before.get(room) ?? 0) && message.authorId !== ada)
      expect(told.filter((message) => message.channelId === room).map((message) => message.id)).toEqual(appeared.map((message) => message.id))
    }
    heard += told.length
    chat.close()
  })
  await fc.assert(property, runs(80))
  expect(heard).toBeGreaterThan(100)
}, 60_000)

test('close and failure are told', async () => {
  const { server, ada } = scene(seeded(1))
  const closes: number[] = []
  const chat = connect({ url: 'http://harbour.test', WebSocket: server.socketFor(ada), onClose: ({ code }) => closes.push(code) })
  await settle(server, seeded(1), chat.client)
  for (const session of [...server.sessions]) server.cut(session, 1012)
  expect(closes).toEqual([1012])
  await settle(server, seeded(1), chat.client)
  expect(chat.client.status.get().at).toBe('online')
  chat.close()
})
