import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { LIMITS } from '@parley/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { fresh, startWorkspace } from '../harness.ts'
import { RawSocket } from '../raw-socket.ts'

const workspace = await startWorkspace({ RATE_LIMITS: 'on' })
afterAll(() => workspace.server[Symbol.asyncDispose]())
const server = workspace.server.oneNode
const [ada, ben] = [workspace.ada.by(server), workspace.ben.by(server)]

/** Bytes of buffers that are still in use, after a collection. */
function keptBytes(): number {
  setFlagsFromString('--expose_gc')
  runInNewContext('gc')()
  return process.memoryUsage().arrayBuffers
}

describe('[W51] rates', () => {
  test('beyond the burst requests are refused with when to come back, and served again after it', async () => {
    await using wire = await ada.connect()
    const replies = await Promise.all(Array.from({ length: 60 }, () => wire.ask('ping')))
    const refused = replies.flatMap((reply) => ('error' in reply ? [reply.error] : []))
    expect(replies.length - refused.length).toBeGreaterThanOrEqual(LIMITS.requestBurst)
    expect(refused[0]).toMatchObject({ code: 'too_fast', retry: 'later', retryMs: expect.any(Number) })
    await new Promise((resolve) => setTimeout(resolve, (refused.at(-1)?.retryMs ?? 0) + 20))
    expect(await wire.ask('ping')).toHaveProperty('data')
  })

  test('whoever goes on regardless is closed with 4429', async () => {
    await using wire = await ada.connect()
    for (let n = 0; n < 300; n++) wire.send(JSON.stringify({ id: n, type: 'ping' }))
    expect((await wire.closed).code).toBe(4429)
  })

  test('a person sends thirty in ten seconds, over all connections, and the others are unaffected', async () => {
    const dora = await server.register('Dora')
    const wires = await Promise.all([dora.connect(), dora.connect(), dora.connect()])
    const send = (at: number) => wires[at % 3]?.ask('message.send', { channelId: server.generalId, content: `m${at}` })
    const replies = await Promise.all(Array.from({ length: 45 }, (_, at) => send(at)))
    expect(replies.filter((reply) => reply && 'data' in reply)).toHaveLength(LIMITS.sendsPer10s)
    const rest = await dora.rest('POST', '/api/message', { content: 'by another way' })
    expect(rest.problem.code).toBe('too_fast')
    expect(Number(rest.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect((await ben.rest('POST', '/api/message', { content: 'unaffected' })).status).toBe(201)
    for (const wire of wires) await wire.close()
  })

  test('twenty frames that are no requests close with 4400', async () => {
    await using wire = await ben.connect()
    for (let n = 0; n < 20; n++) wire.send('{')
    expect((await wire.closed).code).toBe(4400)
    expect(wire.unasked.length).toBeGreaterThanOrEqual(19)
  })
})

describe('[W55] how many sockets', () => {
  test('thirty of one person; who closes one may open another, as often as they like', async () => {
    const eli = await server.register('Eli')
    for (let n = 0; n < LIMITS.socketsPerUser + 5; n++) await (await eli.connect()).close()
    const open = await Promise.all(Array.from({ length: LIMITS.socketsPerUser }, () => eli.connect()))
    await expect(eli.connect()).rejects.toMatchObject({ status: 429 })
    const visitor = await server.connect()
    expect(await visitor.refusal('auth', { token: eli.token }).catch(() => 'closed')).toMatch(/too_fast|closed/)
    expect((await visitor.closed).code).toBe(4409)
    await open[0]?.close()
    await using again = await eli.connect()
    await again.ping()
    await Promise.all(open.map((wire) => wire.close()))
  })

  test('twenty visitors of one address; who signs in is a visitor no more', async () => {
    const visitors = await Promise.all(Array.from({ length: LIMITS.visitorSocketsPerAddress }, () => server.connect()))
    await expect(server.connect()).rejects.toMatchObject({ status: 429 })
    await using signedIn = await ada.connect()
    await signedIn.ping()
    await visitors[0]?.auth({ token: ada.token })
    await using next = await server.connect()
    await next.ping()
    await Promise.all(visitors.map((wire) => wire.close()))
  })
})

describe('[W53] a slow reader', () => {
  /** Twenty in a commit, so that it is over before the reader counts as dead: it answers no ping meanwhile. */
  const fill = async (channelId: string, megabytes: number) => {
    const line = { channelId, authorId: ada.id, content: '🛶'.repeat(12_500), replyTo: undefined, meta: undefined }
    for (let n = 0; n < megabytes; n++)
      await Promise.all(Array.from({ length: 20 }, () => server.running.app.store.append({ ...line, id: crypto.randomUUID() })))
  }

  /** How long a slow reader has, while this goes on. */
  const within = async (slowReaderMs: number, work: () => Promise<void>) => {
    const before = LIMITS.slowReaderMs
    Object.assign(LIMITS, { slowReaderMs })
    await work().finally(() => Object.assign(LIMITS, { slowReaderMs: before }))
  }

  test('[S43] is told lagged, its queue is dropped, memory stays bounded, and it can resume', async () => {
    const {
      channel: { id: channelId, clock },
    } = await ada.say('channel.create', { kind: 'private', name: fresh('deep') })
    await using slow = await ada.listen()
    slow.socket.pause()
    const before = keptBytes()
    // It is not to be let go before it reads again, however long the database takes.
    await within(120_000, async () => {
      await fill(channelId, 24)
      // What is on its way through NATS and to the other nodes passes; what waits for the slow one would stay.
      await expect.poll(() => keptBytes() - before, { timeout: 10_000, interval: 200 }).toBeLessThan(8 * 1024 * 1024)
      slow.socket.resume()
      await slow.until('lagged')
    })
    expect(slow.texts.join('').length).toBeLessThan(20 * 1024 * 1024)
    const { synced } = await slow.auth({ clocks: { [channelId]: clock } })
    expect(synced.more).toEqual([channelId])
    expect(slow.of('lagged')).toHaveLength(1)
    const { rev } = await ada.say('message.send', { channelId, content: 'and on it goes' })
    await slow.until('message.changed', (event) => event.rev === rev)
  })

  test('[S43] one that never reads is let go after its time', async () => {
    await within(500, async () => {
      const {
        channel: { id: channelId },
      } = await ada.say('channel.create', { kind: 'private', name: fresh('abyss') })
      await using never = await RawSocket.upgrade(server.port, { authorization: `Bearer ${ada.token}` })
      never.pause()
      const gone = new Promise<void>((resolve) => {
        const watch = setInterval(() => {
          if (server.running.app.hub.connectionsOf(ada.id) > 1) return
          clearInterval(watch)
          resolve()
        }, 50)
      })
      expect(server.running.app.hub.connectionsOf(ada.id)).toBeGreaterThan(1)
      await fill(channelId, 12)
      await gone
    })
  })
})
