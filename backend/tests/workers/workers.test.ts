import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Client } from '@parley/client'
import { LIMITS, type Message } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { Wire } from '../wire.ts'
import { atEach, figure, startProgram, visit, workersOf } from './program.ts'

const program = fileURLToPath(new URL('../../../bin/parley.mjs', import.meta.url))
type Program = Awaited<ReturnType<typeof startProgram>>
const contents = (wire: Wire): string[] => wire.of('message.changed').map(({ message }) => message.content)
const heard = (wire: Wire, content: string) => wire.until('message.changed', ({ message }) => message.content === content)

describe('two workers, one workspace', () => {
  let at: Program
  beforeAll(async () => {
    at = await startProgram({ RATE_LIMITS: 'on' })
  })
  afterAll(async () => {
    await at.server.stop()
    at.folder[Symbol.dispose]()
  })

  test('[I2][W60][W61] people at different workers talk, edit, type and see each other come and go', async () => {
    const { server, ada, ben, cleo, channelId } = at
    const [adas, bens, cleos] = [await atEach(server, ada), await atEach(server, ben), await atEach(server, cleo)]
    const [here, there, watcher] = [adas[0] as Wire, bens[1] as Wire, cleos[0] as Wire]
    const { id } = await here.say('message.send', { channelId, content: 'ahoy' })
    await here.say('message.edit', { messageId: id, content: 'ahoy, Ben' })
    await heard(there, 'ahoy, Ben')
    await there.say('message.send', { channelId, content: 'ahoy, Ada' })
    await heard(here, 'ahoy, Ada')
    expect(here.of('message.changed').map(({ rev }) => rev)).toEqual(there.of('message.changed').map(({ rev }) => rev))
    await there.say('typing', { channelId })
    expect(await here.until('typing')).toEqual({ type: 'typing', channelId, userId: ben.id })
    const sees = (state: string) => watcher.until('presence', ({ users }) => users.some((user) => user.userId === ada.id && user.state === state))
    await watcher.say('presence.watch', { userIds: [ada.id] })
    await sees('online')
    for (const wire of adas) await wire.close()
    await sees('offline')
    expect(await figure(server, 'parley_connections'), 'those of both workers').toBe(4)
    expect(await figure(server, 'parley_workers')).toBe(2)
    expect(await figure(server, 'parley_commits_total')).toBeGreaterThan(5)
    for (const wire of [...bens, ...cleos]) await wire.close()
  })

  test('[I6] who is removed hears no more at any worker', async () => {
    const { server, ada, ben, channelId } = at
    const [here] = await atEach(server, ada)
    const bens = await atEach(server, ben)
    await here?.say('message.send', { channelId, content: 'before' })
    for (const wire of bens) await heard(wire, 'before')
    await here?.say('member.remove', { channelId, userId: ben.id })
    await here?.say('message.send', { channelId, content: 'after' })
    for (const wire of bens) {
      await wire.until('gone', ({ channelIds }) => channelIds.includes(channelId))
      await wire.ping()
      expect(contents(wire)).toEqual(['before'])
      await wire.close()
    }
  })

  test('a port that is taken is told in one line, as with one process', async () => {
    const PORT = new URL(at.server.url).port
    const second = spawn(process.execPath, [program, 'start', '--api-only'], {
      env: { ...process.env, WORKERS: '2', HOST: '127.0.0.1', PORT, DATA_DIR: `${at.folder.path}/second`, LOG_LEVEL: 'silent' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const said = (await second.stderr.toArray()).join('')
    expect(said).toBe(`Parley cannot start. Something else listens at 127.0.0.1:${PORT}; stop it, or set PORT to another port.\n`)
  })

  test('[W51][W55] what one worker let through counts at the other: sends and sockets', async () => {
    const { server, cleo, channelId } = at
    const wires = await atEach(server, cleo)
    const send = async (wire: Wire | undefined) => 'data' in (await (wire as Wire).ask('message.send', { channelId, content: 'quick' }))
    expect(await Promise.all(Array.from({ length: LIMITS.sendsPer10s }, () => send(wires[0])))).not.toContain(false)
    let more = 0
    for (; await send(wires[1]); more++) await new Promise((resolve) => setTimeout(resolve, 200))
    expect(more, 'fewer than a worker for itself lets through').toBeLessThan(LIMITS.sendsPer10s / 2)

    const open = () => Wire.open(server.url, { token: cleo.token })
    while (wires.length < LIMITS.socketsPerUser) wires.push(await open())
    await vi.waitFor(async () => {
      const tried = await open().then(
        (wire) => wire.close(),
        (failure: { status: number }) => failure.status,
      )
      expect(tried).toBe(429)
    })
    for (const wire of wires) wire.socket.terminate()
  })
})

describe('a worker that dies', () => {
  test('[I1][I3][I4] under load is a reconnect with resume, and nothing else; the stop of all says goodbye', { timeout: 90_000 }, async () => {
    const { folder, server, start, ada, ben, cleo, channelId } = await startProgram()
    onTestFinished(() => server.kill())
    const closes = new Map<Client, number>()
    const told: Message[] = []
    const clients = [ada, ada, ada, ada, ben, ben, ben, ben].map(({ token }) => {
      const client: Client = new Client(
        { url: server.url, token },
        { closed: () => void closes.set(client, (closes.get(client) ?? 0) + 1), row: (row) => void told.push(row) },
      )
      client.start()
      return client
    })
    for (const client of clients) await vi.waitUntil(() => client.status.get().at === 'online', { timeout: 20_000 })
    for (const client of clients) await client.timeline(channelId).openNewest()
    const watchers = await atEach(server, cleo)
    const sent: string[] = []
    const [before] = workersOf(server)
    let isOver = false
    const visits = Array.from({ length: 20 }, async () => {
      while (!isOver) await visit(server)
    })
    for (let n = 0; n < 100; n++) {
      for (const client of clients) sent.push(client.send(channelId, `m${sent.length}`))
      if (n === 40) process.kill(before as number, 'SIGKILL')
      await new Promise((resolve) => setTimeout(resolve, 4))
    }
    isOver = true
    await Promise.all(visits) // also a connection that was made as the worker died has an end
    await vi.waitUntil(() => clients.every((client) => client.outbox.get().length === 0), { timeout: 40_000 })
    expect(clients.flatMap((client) => client.outbox.get())).toEqual([])
    expect(closes.size, 'those of the one that died, and only those').toBeGreaterThan(0)
    expect(closes.size).toBeLessThan(clients.length)

    const truth = await readAll(server.url, ada.token, channelId)
    expect(truth.map(({ seq }) => seq)).toEqual(sent.map((_, index) => index + 1))
    expect(truth.map(({ id }) => id).sort()).toEqual([...sent].sort())
    const lastId = truth.at(-1)?.id
    for (const client of clients) {
      await vi.waitUntil(() => client.timeline(channelId).get().entries.at(-1)?.id === lastId, { timeout: 20_000 })
      const { entries } = client.timeline(channelId).get()
      expect(entries.map(({ id }) => id)).toEqual(truth.slice(-entries.length).map(({ id }) => id))
    }
    expect(new Set(told.map(({ id }) => id)).size).toBe(sent.length)
    // Who was at the other worker heard every event, once and in order.
    const undisturbed = watchers[1] as Wire
    await undisturbed.ping()
    const revs = undisturbed.of('message.changed').map(({ rev }) => rev)
    expect(revs).toEqual(revs.map((_, index) => (revs[0] ?? 0) + index))
    expect(new Set(undisturbed.of('message.changed').map(({ message }) => message.id)).size).toBe(sent.length)
    expect(undisturbed.of('lagged')).toEqual([])

    await vi.waitUntil(() => workersOf(server).length === 2, { timeout: 20_000 })
    expect(workersOf(server)).not.toContain(before)
    await vi.waitUntil(async () => (await figure(server, 'parley_workers')) === 2, { timeout: 20_000 })
    expect(await figure(server, 'parley_workers_replaced_total')).toBe(1)
    for (const client of clients) client.stop()

    const last = await atEach(server, cleo)
    await server.stop()
    expect(await Promise.all(last.map(async (wire) => (await wire.closed).code))).toEqual([1012, 1012])
    for (const wire of last) expect(wire.of('goodbye')[0]?.retryMs).toBeGreaterThanOrEqual(500)

    // The first one dies: so do all, and the folder is free.
    const again = await start()
    const workers = workersOf(again)
    await again.kill()
    await vi.waitUntil(() => workers.every((pid) => !isAlive(pid)), { timeout: 10_000 })
    const third = await start()
    expect((await readAll(third.url, ada.token, channelId)).length).toBe(sent.length)
    await third.stop()
    folder[Symbol.dispose]()
  })
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function readAll(url: string, token: string, channelId: string): Promise<Message[]> {
  const all: Message[] = []
  for (let before: number | undefined; before === undefined || before > 1; before = all[0]?.seq) {
    const query = `channel=${channelId}&limit=100${before === undefined ? '' : `&before=${before}`}`
    const page = (await (await fetch(`${url}/api/messages?${query}`, { headers: { authorization: `Bearer ${token}` } })).json()) as { messages: Message[] }
    all.unshift(...page.messages)
    if (page.messages.length === 0) break
  }
  return all
}
