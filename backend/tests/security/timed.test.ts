import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { createChannel, register } from '../../../bench/people.ts'
import { claimPort } from '../../../bench/port.ts'
import { startServer as startProcess, temporaryFolder } from '../../../bench/server.ts'
import { Passwords } from '../../services/passwords.ts'
import { PASSWORD, startWorkspace } from '../harness.ts'
import { RawSocket } from '../raw-socket.ts'
import { Wire } from '../wire.ts'

/** Answers that are times: sequential, in a file of their own, compared with each other rather than with the machine. */
const { server, ada } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
afterEach(() => vi.restoreAllMocks())
const at = (values: number[], share: number): number => values.sort((a, b) => a - b)[Math.floor(values.length * share)] ?? 0
/** Near the quickest: what the work itself takes, whatever else the machine is doing. */
const quick = (values: number[]): number => at(values, 1 / 8)
const median = (values: number[]): number => at(values, 0.5)
async function took(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
/** The longest turn of the event loop while the work goes on. */
async function longestTurn(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await work()
  delay.disable()
  return delay.max / 1e6
}

test('[S3] an unknown person and a wrong password: the same words, headers and time', async () => {
  const login = (handle: string) => server.ask('POST', '/api/login', { body: { handle, password: 'not the password' } })
  const verify = vi.spyOn(Passwords.prototype, 'verify')
  const known: number[] = []
  const unknown: number[] = []
  for (let n = 0; n < 200; n++) {
    known.push(await took(() => login('ada')))
    unknown.push(await took(() => login('nobody')))
  }
  // The same work, by count; and by the clock.
  expect(verify).toHaveBeenCalledTimes(400)
  const [a, b] = [await login('ada'), await login('nobody')]
  const told = ({ status, body, headers }: typeof a) => ({ status, body: { ...(body as object), requestId: '' }, headers: [...headers.keys()] })
  expect(told(a)).toEqual(told(b))
  expect(Math.abs(median(known) - median(unknown))).toBeLessThan(5)
})

describe('beside a server in a process of its own', async () => {
  const folder = temporaryFolder('timed')
  const own = await startProcess({ port: await claimPort(), dataDir: folder.path })
  afterAll(async () => {
    await own[Symbol.asyncDispose]()
    folder[Symbol.dispose]()
  })
  const [dora, eli] = await register(own.url, ['Dora', 'Eli'])
  if (!dora || !eli) throw new Error('Nobody registered')
  const channelId = await createChannel(own.url, dora, 'public', 'quay', [eli])

  /**
   * Three hundred requests at once, from a third process that yields and stays as long either way: what a crowd of any kind
   * costs the machine is in both figures, so that the difference is the hashing's.
   */
  const storm = async (path: string, body?: object): Promise<void> => {
    const script = `
      require('node:os').setPriority(19)
      const [url, body] = process.argv.slice(1)
      const ask = () => fetch(url, body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body } : {}).then((r) => r.status)
      const all = Promise.all(Array.from({ length: 300 }, ask)).then((all) => (process.exitCode = all.includes(200) && all.includes(503) === Boolean(body) ? 0 : 1))
      Promise.all([all, new Promise((resolve) => setTimeout(resolve, 1_500))]).then(() => process.exit())`
    const [code] = await once(spawn(process.execPath, ['-e', script, own.url + path, ...(body ? [JSON.stringify(body)] : [])], { stdio: 'inherit' }), 'exit')
    expect(code, 'all were answered; of three hundred who sign in some were told to wait').toBe(0)
  }
  const signIns = () => storm('/api/login', { handle: 'dora', password: 'four grey herons at the quay' })
  const glances = () => storm('/healthz')

  test('[S7] while three hundred sign in, what others say arrives within twice the time', async () => {
    await using sender = await Wire.open(own.url, { token: dora.token })
    await using listener = await Wire.open(own.url, { token: eli.token })
    await sender.auth({})
    await listener.auth({})
    const say = async (n: number): Promise<number> => {
      const content = `said ${n} ${Math.random()}`
      return took(async () => {
        const from = listener.events.length
        await Promise.all([
          sender.say('message.send', { channelId, content }),
          listener.until('message.changed', ({ message }) => message.content === content, from),
        ])
      })
    }
    const during = async (work: () => Promise<void>, times: number[]): Promise<void> => {
      let isGoingOn = true
      const working = work().finally(() => (isGoingOn = false))
      while (isGoingOn) times.push(await say(times.length))
      await working
    }
    const glancing: number[] = []
    const signingIn: number[] = []
    await during(signIns, [])
    // In turns, so that a minute in which the disk is slow is a minute for both.
    for (let round = 0; round < 6; round++) {
      await during(glances, glancing)
      await during(signIns, signingIn)
    }
    expect(signingIn.length).toBeGreaterThan(200)
    expect(at(signingIn, 0.99)).toBeLessThanOrEqual(2 * at(glancing, 0.99))
  })

  test('[S34] a header that announces 2^63 bytes allocates nothing', async () => {
    const residentBytes = (): number => Number(readFileSync(`/proc/${own.pid}/statm`, 'utf8').split(' ')[1]) * 4096
    const announced = Buffer.from([0x81, 0xff, 0x7f, ...Array(7).fill(0xff), 1, 2, 3, 4])
    const attack = async (): Promise<number> => {
      const raws = await Promise.all(Array.from({ length: 20 }, () => RawSocket.upgrade(Number(new URL(own.url).port))))
      const before = residentBytes()
      for (const raw of raws) raw.write(announced)
      for (const raw of raws) expect((await raw.ended).code).toBe(1009)
      const grown = residentBytes() - before
      for (const raw of raws) await raw[Symbol.asyncDispose]()
      return grown
    }
    const grown: number[] = []
    for (let n = 0; n < 9; n++) grown.push(await attack())
    // Twenty such headers at a time; the collector's own steps are not theirs, hence the middle of nine.
    expect(median(grown)).toBeLessThan(1_048_576)
  })
})

test('[S8] a huge password or name is refused without being hashed', async () => {
  const verify = vi.spyOn(Passwords.prototype, 'verify')
  const hashing = quick([await took(() => server.login(ada)), await took(() => server.login(ada)), await took(() => server.login(ada))])
  for (const body of [
    { handle: 'ada', password: 'x'.repeat(1_000_000) },
    { handle: 'x'.repeat(1_000_000), password: PASSWORD },
    { handle: 'ada', password: 'x'.repeat(2_000_000) },
  ]) {
    const times: number[] = []
    for (let n = 0; n < 5; n++) {
      times.push(await took(async () => expect([413, 422]).toContain((await server.oneNode.ask('POST', '/api/login', { body })).status)))
    }
    expect(quick(times)).toBeLessThan(Math.max(50, hashing))
  }
  expect(verify).toHaveBeenCalledTimes(3)
})

describe('[S40][S42] text that is meant to be slow', () => {
  const texts = [
    '*'.repeat(16_000),
    '_*'.repeat(8_000),
    '['.repeat(16_000),
    '[](('.repeat(4_000),
    '`'.repeat(15_999),
    '> '.repeat(8_000),
    'http://'.repeat(2_200),
    '@a'.repeat(8_000),
    ':a'.repeat(8_000),
    `${'a'.repeat(15_999)}!`,
    '👩‍👩‍👧‍👦'.repeat(1_400),
    '\u0301'.repeat(16_000),
    `${' \t'.repeat(7_999)}x`,
    'a@'.repeat(8_000),
    `${'\n'.repeat(15_999)}x`,
  ]
  test('sixteen thousand characters are sent and found without holding the loop', async () => {
    await using wire = await ada.connect()
    await wire.say('message.send', { channelId: server.generalId, content: 'warm' })
    const longest = await longestTurn(async () => {
      for (const content of texts) {
        await wire.say('message.send', { channelId: server.generalId, content })
        await wire.ask('search', { q: content.slice(0, 200) })
        await wire.ask('profile.update', { name: content.slice(0, 160), handle: content.slice(0, 120) })
      }
    })
    expect(longest).toBeLessThan(50 * slowness)
  })

  test('neither do a hundred thousand keys, nor depth', async () => {
    const keys = JSON.stringify(Object.fromEntries(Array.from({ length: 60_000 }, (_, n) => [`k${n}`, 1])))
    const longest = await longestTurn(async () => {
      await ada.rest('POST', '/api/message', keys)
      await ada.rest('POST', '/api/message', '['.repeat(900_000))
      await ada.rest('POST', '/api/message', `{"content":${'[1,'.repeat(100_000)}`)
    })
    expect(longest).toBeLessThan(150 * slowness)
  })

  /** How much slower than a quiet machine this one is right now. */
  const slowness = Math.max(1, measure() / 25)
  function measure(): number {
    const startedAt = performance.now()
    let sum = 0
    for (let n = 0; n < 2e7; n++) sum = (sum * 31 + n) | 0
    return sum === 1 ? 0 : performance.now() - startedAt
  }
})
