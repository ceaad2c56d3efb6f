import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { createChannel, register } from '../../../bench/people.ts'
import { claimPort } from '../../../bench/port.ts'
import { NatsServer } from '../nats-server.ts'
import { freshDatabase } from '../postgres/databases.ts'
import { Wire } from '../wire.ts'

const program = fileURLToPath(new URL('../../../bin/parley.mjs', import.meta.url))

/** The real program in a process of its own, whose clock on the wall is wrong by so much. */
class Process implements AsyncDisposable {
  readonly url: string
  said = ''
  readonly #child: ChildProcess

  constructor(port: number, env: NodeJS.ProcessEnv, skewMs = 0) {
    this.url = `http://127.0.0.1:${port}`
    const wrong = `const right = Date; globalThis.Date = class Date extends right {
      constructor(...at) { at.length === 0 ? super(right.now() + ${skewMs}) : super(...at) }
      static now() { return right.now() + ${skewMs} } }`
    const flags = skewMs === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(wrong)}`]
    const settings = { HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'info', RATE_LIMITS: 'off', ...env }
    const { npm_lifecycle_event: _, ...environment } = process.env
    this.#child = spawn(process.execPath, [...flags, program, 'start', '--api-only'], {
      env: { ...environment, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.on('data', (chunk) => {
        this.said += chunk
      })
  }

  get lines(): Record<string, unknown>[] {
    return this.said.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []))
  }

  readiness = async (): Promise<unknown> => (await fetch(`${this.url}/readyz`)).json()
  ready = (broker: string) =>
    vi.waitFor(async () => expect(await this.readiness(), this.said).toEqual({ status: 'ready', store: 'ok', broker }), { timeout: 25_000, interval: 100 })

  async stop(): Promise<number | null> {
    if (this.#child.exitCode !== null) return this.#child.exitCode
    const ended = once(this.#child, 'exit')
    this.#child.kill('SIGTERM')
    const [code] = await ended
    return code
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}

test('a node whose NATS is not there starts all the same, says so with its name and without secrets, and ends when told', { timeout: 60_000 }, async () => {
  const database = await freshDatabase()
  const port = await claimPort()
  const node = new Process(await claimPort(), { DATABASE_URL: database.url, BROKER_URL: `nats://parley:s3cret@127.0.0.1:${port}`, NODE_NAME: 'harbour-1' })
  await node.ready('broken')
  await vi.waitFor(() => expect(node.said).toContain('Parley is at'), { timeout: 10_000 })
  await vi.waitFor(() => expect(node.lines.map(({ msg }) => msg)).toContain('the bell is broken: the database is asked for news instead'), { timeout: 5_000 })
  expect(await node.stop()).toBe(0)
  expect(node.lines.length).toBeGreaterThan(2)
  expect(node.lines.filter((line) => line.node !== 'harbour-1')).toEqual([])
  expect(node.said).toContain(`127.0.0.1:${port}`)
  expect(node.said).not.toContain('s3cret')
})

test('[I2][W16] nodes whose clocks differ by hours: one order, one session, nothing lost', { timeout: 90_000 }, async () => {
  await using nats = await NatsServer.start()
  const database = await freshDatabase()
  const env = { DATABASE_URL: database.url, BROKER_URL: nats.url }
  const hours = 3_600_000
  await using right = new Process(await claimPort(), { ...env, NODE_NAME: 'right' })
  await right.ready('ok')
  await using fast = new Process(await claimPort(), { ...env, NODE_NAME: 'fast' }, 3 * hours)
  await fast.ready('ok') // it has its port
  await using slow = new Process(await claimPort(), { ...env, NODE_NAME: 'slow' }, -3 * hours)
  await slow.ready('ok')
  const [ada, ben] = await register(right.url, ['Ada', 'Ben'])
  if (!ada || !ben) throw new Error('Nobody registered')
  const channelId = await createChannel(right.url, ada, 'private', 'harbour', [ben])
  const doors = [right, fast, slow]
  const wires = await Promise.all(doors.map(({ url }) => Wire.open(url, { token: ben.token })))
  await Promise.all(wires.map((wire) => wire.auth({})))
  const senders = await Promise.all(doors.map(({ url }) => Wire.open(url, { token: ada.token })))
  const sent: string[] = []
  for (let n = 0; n < 60; n++) {
    await senders[n % 3]?.say('message.send', { channelId, content: `m${n}` })
    sent.push(`m${n}`)
  }
  const times = new Set<number>()
  for (const wire of wires) {
    await wire.until('message.changed', ({ message }) => message.content === 'm59')
    expect(wire.of('message.changed').map(({ message }) => message.content)).toEqual(sent)
    expect(wire.of('message.changed').map(({ message }) => message.seq)).toEqual(sent.map((_, at) => at + 1))
    for (const { message } of wire.of('message.changed')) times.add(Math.round((message.createdAt - Date.now()) / hours))
  }
  expect(
    [...times].sort((a, b) => a - b),
    'the clocks really differ',
  ).toEqual([-3, 0, 3])
  // The session that the slow node opens is one at the fast node, and ends everywhere.
  const hello = await (wires[1] as Wire).until('hello')
  expect(Math.round((hello.now - Date.now()) / hours)).toBe(3)
  const revoked = await fetch(`${slow.url}/api/logout`, { method: 'POST', headers: { authorization: `Bearer ${ben.token}` } })
  expect(revoked.status).toBe(200)
  for (const wire of wires) expect((await wire.closed).code).toBe(4401)
  for (const wire of senders) await wire.close()
  for (const node of doors) await node.stop()
})
