import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { LIMITS } from '@parley/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../bench/server.ts'
import { startWorkspace } from './harness.ts'

const { server, ada, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

/** One figure of /metrics, whatever the name of the node beside it; 0 where nothing was counted yet. */
async function figure(name: string, kind = ''): Promise<number> {
  const said = await (await fetch(`${server.oneNode.url}/metrics`)).text()
  const line = said.split('\n').find((each) => /^\w+/.exec(each)?.[0] === name && each.includes(kind))
  return Number(line?.split(' ').at(-1) ?? 0)
}

describe('what the server says of itself', () => {
  test('every message is timed to its answer, every commit to its last write', async () => {
    const names = ['parley_ack_seconds_count', 'parley_fan_out_seconds_count', 'parley_commit_changes_count', 'parley_commit_changes_sum']
    const before = await Promise.all(names.map((name) => figure(name)))
    const { channel } = await ada.say('channel.create', { kind: 'private', name: 'harbour' })
    await using wire = await server.oneNode.connect({ token: ada.token })
    await wire.auth({})
    for (let n = 0; n < 3; n++) await wire.ask('message.send', { channelId: channel.id, content: `word ${n}` })
    const [acks = 0, fanOuts = 0, commits = 0, changes = 0] = (await Promise.all(names.map((name) => figure(name)))).map(
      (after, at) => after - (before[at] ?? 0),
    )
    expect(acks).toBe(3)
    expect(fanOuts).toBeGreaterThanOrEqual(commits) // those of other nodes, too
    expect(commits).toBeGreaterThanOrEqual(3) // one message after the other
    expect(changes).toBeGreaterThanOrEqual(commits)
    expect(await figure('parley_requests_in_flight')).toBe(0)
    expect([await figure('parley_reads_waiting'), await figure('parley_waiting_most')]).toEqual([0, LIMITS.writesWaiting])
    expect(await figure('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0)
  })

  test('resumes are counted by what they needed', async () => {
    const kinds = ['fresh', 'level', 'rows', 'reset']
    const counted = () => Promise.all(kinds.map((kind) => figure('parley_resumes_total', `kind="${kind}"`)))
    const { channel } = await ben.say('channel.create', { kind: 'private', name: 'quay' })
    const before = await counted()
    await using wire = await server.oneNode.connect({ token: ben.token })
    await wire.auth({})
    await wire.auth({ clocks: { [channel.id]: channel.clock } })
    await ben.say('message.send', { channelId: channel.id, content: 'missed' })
    await wire.auth({ clocks: { [channel.id]: channel.clock } })
    await wire.auth({ epoch: 'another', clocks: {} })
    expect((await counted()).map((after, at) => after - (before[at] ?? 0))).toEqual([1, 1, 1, 1])
  })
})

test.skipIf(process.platform === 'win32')('whoever may signal the process gets a profile, for their eyes only', async () => {
  using folder = temporaryFolder('profile')
  const program = `import { profileOnSignal } from ${JSON.stringify(new URL('../profile.ts', import.meta.url).href)}
    profileOnSignal(${JSON.stringify(folder.path)}, { info: () => console.log('written'), error: console.error }, 0.2)
    setInterval(() => {}, 1_000)
    console.log('ready')`
  const child = spawn(process.execPath, ['--input-type=module', '--disable-warning=ExperimentalWarning', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    expect(String(await once(child.stdout, 'data'))).toContain('ready')
    child.kill('SIGUSR2')
    child.kill('SIGUSR2') // a second one meanwhile is not heard
    expect(String(await once(child.stdout, 'data'))).toContain('written')
    const profiles = join(folder.path, 'profiles')
    const [file = '', ...others] = readdirSync(profiles)
    expect(others).toEqual([])
    expect(file).toMatch(/\.cpuprofile$/)
    expect(statSync(join(profiles, file)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(readFileSync(join(profiles, file), 'utf8'))).toMatchObject({ nodes: expect.any(Array), samples: expect.any(Array) })
  } finally {
    child.kill('SIGKILL')
  }
})
