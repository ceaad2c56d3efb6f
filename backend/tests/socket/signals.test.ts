import { afterAll, describe, expect, test, vi } from 'vitest'
import { fresh, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

describe('[W60] typing', () => {
  test('goes to those who follow, carries no rev, and only members type', async () => {
    const {
      channel: { id: channelId },
    } = await ada.say('channel.create', { kind: 'public', name: fresh('harbour') })
    await ben.say('channel.join', { channelId })
    await using member = await ben.listen()
    await using looker = await cleo.listen()
    await using elsewhere = await cleo.listen()
    await looker.say('channel.follow', { channelId })
    await ada.say('typing', { channelId })
    const typing = { type: 'typing', channelId, userId: ada.id }
    expect(await member.until('typing')).toEqual(typing)
    expect(await looker.until('typing')).toEqual(typing)
    await elsewhere.ping()
    expect(elsewhere.of('typing')).toEqual([])
    expect(await looker.refusal('typing', { channelId })).toBe('forbidden')
    await ben.say('channel.leave', { channelId })
    expect(await member.refusal('typing', { channelId })).toBe('forbidden')
  })
})

describe('[W91] seen', () => {
  test('a raise is told to the others of a small channel, at once; not by who hides it, and not to them', async () => {
    const { channel } = await ada.say('channel.direct', { userIds: [ben.id, cleo.id] })
    const channelId = channel.id
    await using adas = await ada.listen()
    await using bens = await ben.listen()
    await using cleos = await cleo.listen()
    const wires = { ada: adas, ben: bens, cleo: cleos }
    await cleo.say('preferences.update', { seenBy: false })
    const { seq, id: messageId } = await ada.say('message.send', { channelId, content: 'Did you see the whale?' })
    await ben.say('channel.read', { channelId, seq })
    const seen = { type: 'seen', channelId, userId: ben.id, seq }
    expect(await wires.ada.until('seen')).toEqual(seen)
    await cleo.say('channel.read', { channelId, seq })
    await ben.say('channel.unread', { channelId, seq })
    for (const wire of [wires.ada, wires.ben, wires.cleo]) await wire.ping()
    expect([wires.ada.of('seen'), wires.ben.of('seen'), wires.cleo.of('seen')]).toEqual([[seen], [], []])
    await ben.say('channel.read', { channelId, seq })
    expect((await ada.say('channel.seen', { channelId })).marks.toSorted((a, b) => (a.userId < b.userId ? -1 : 1))).toEqual(
      [ada, ben].map(({ id }) => ({ userId: id, seq })).toSorted((a, b) => (a.userId < b.userId ? -1 : 1)),
    )
    expect(await ada.say('message.seen', { messageId })).toEqual({ count: 1, more: false, userIds: [ben.id] })
    expect(await cleo.say('message.seen', { messageId })).toEqual({ count: 0, more: false, userIds: [] })
    const later = await ada.say('message.send', { channelId, content: 'And the calf?' })
    await ben.say('read.all', {})
    expect(await wires.ada.until('seen', (signal) => signal.seq === later.seq)).toEqual({ ...seen, seq: later.seq })
    await cleo.say('preferences.update', { seenBy: true })
  })
})

describe('[W61] presence', () => {
  test('is told of those who are watched: online while any device is, away when all are, offline at the end', async () => {
    const dora = await server.register('Dora')
    await using wire = await ada.listen()
    const state = (expected: string, from: number) =>
      wire.until('presence', ({ users }) => users.some((user) => user.userId === dora.id && user.state === expected), from)
    await wire.say('presence.watch', { userIds: [dora.id, ben.id] })
    expect((await wire.until('presence')).users).toEqual([
      { userId: dora.id, state: 'offline' },
      { userId: ben.id, state: expect.any(String) },
    ])

    let from = wire.events.length
    const phone = await dora.listen()
    await state('online', from)
    const laptop = await dora.listen()
    await phone.say('presence.set', { state: 'away' })
    await laptop.say('presence.set', { state: 'away' })
    from = wire.events.length
    await state('away', from)
    from = wire.events.length
    await laptop.say('presence.set', { state: 'online' })
    await state('online', from)
    from = wire.events.length
    await Promise.all([phone.close(), laptop.close()])
    await state('offline', from)
  })

  test('who is not watched is not told', async () => {
    const eli = await server.register('Eli')
    await using wire = await ada.listen()
    await wire.say('presence.watch', { userIds: [eli.id] })
    await wire.say('presence.watch', { userIds: [ben.id] })
    const told = wire.of('presence').length
    await using ben2 = await ben.listen()
    await using eli2 = await eli.listen()
    await ben2.say('presence.set', { state: 'online' })
    await eli2.say('presence.set', { state: 'away' })
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(
      wire
        .of('presence')
        .slice(told)
        .flatMap(({ users }) => users.map(({ userId }) => userId)),
    ).not.toContain(eli.id)
  })

  test('a socket that is gone before its sign-in is answered leaves nobody online behind', async () => {
    const fay = await server.register('Fay')
    const node = server.oneNode
    const before = node.running.app.sockets.connections
    for (let n = 0; n < 20; n++) {
      const wire = await node.connect()
      wire.send(JSON.stringify({ id: 1, type: 'auth', data: { token: fay.token } }))
      await new Promise((resolve) => setTimeout(resolve, n / 4))
      wire.socket.terminate()
    }
    await using wire = await ada.by(node).listen()
    await vi.waitUntil(() => node.running.app.sockets.connections === 1 + before, { timeout: 5_000 })
    await wire.say('presence.watch', { userIds: [fay.id] })
    expect((await wire.until('presence')).users).toEqual([{ userId: fay.id, state: 'offline' }])
    expect(node.running.app.hub.connectionsOf(fay.id)).toBe(0)
  })
})
