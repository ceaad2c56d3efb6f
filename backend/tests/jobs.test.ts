import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { JobKinds, JobOutcome } from '../services/jobs.ts'
import { Jobs } from '../services/jobs.ts'
import { openStore } from '../store/index.ts'
import { temporaryFolder } from './harness.ts'

const store = await openStore({ dataDir: temporaryFolder() })
afterAll(() => store[Symbol.asyncDispose]())
const listeners: Jobs[] = []
store.onCommit((changes) => {
  for (const jobs of listeners) jobs.told(changes)
})

function runner(kinds: JobKinds, { leaseMs = 10_000, pollMs = 3_600_000 } = {}) {
  const ends: JobOutcome[] = []
  const jobs = new Jobs({ store, kinds, pollMs, leaseMs, log: { error() {} }, ended: (_kind, outcome) => ends.push(outcome) })
  listeners.push(jobs)
  jobs.start()
  return { jobs, ends }
}
const put = (kind: string, id: string, inMs = 0) => store.write('job.put', { jobs: [{ id, kind, dueAt: Date.now() + inMs, payload: { id } }] })
const until = (what: () => boolean) => vi.waitUntil(what, { timeout: 10_000, interval: 5 })

describe('jobs', () => {
  test('are done when they are due and not before, as many as there are, few at a time', async () => {
    const done: { id: string; at: number }[] = []
    let most = 0
    await using parts = new AsyncDisposableStack()
    const { jobs, ends } = runner({
      mail: {
        maxAttempts: 1,
        async run({ payload }) {
          most = Math.max(most, jobs.running)
          await sleep(2)
          done.push({ id: (payload as { id: string }).id, at: Date.now() })
          return undefined
        },
      },
    })
    parts.use(jobs)
    const dueAt = Date.now() + 300
    await put('mail', 'later', 300)
    for (let n = 0; n < 50; n++) await put('mail', `now ${n}`)
    await until(() => done.length === 51)
    expect(done.filter(({ id }) => id === 'later').map(({ at }) => at >= dueAt)).toEqual([true])
    expect(new Set(done.map(({ id }) => id)).size).toBe(51)
    expect(most).toBeLessThanOrEqual(16)
    await until(() => ends.length === 51)
    expect(await store.read('job.next', {})).toBe(null)
  })

  test('what fails is tried again, and given up in the end; what asks for another time gets it', async () => {
    let tries = 0
    let rounds = 0
    await using parts = new AsyncDisposableStack()
    const { jobs, ends } = runner({
      broken: {
        maxAttempts: 2,
        async run() {
          tries++
          throw new Error('no mail server')
        },
      },
      round: { maxAttempts: 1, run: async () => (++rounds < 3 ? { again: Date.now() + 1 } : undefined) },
    })
    parts.use(jobs)
    await put('broken', 'broken')
    await put('round', 'round')
    await until(() => ends.length === 5)
    expect([tries, rounds]).toEqual([2, 3])
    expect([...ends].sort()).toEqual(['again', 'again', 'done', 'failed', 'given up'])
    expect(await store.read('job.next', {})).toBe(null)
  })

  test('what takes longer than its lease is not done by others; what is cut short is done by them at once', async () => {
    const begun: string[] = []
    const long = (name: string): JobKinds => ({
      long: {
        maxAttempts: 1,
        async run(_job, signal) {
          begun.push(name)
          await sleep(name === 'first' ? 60_000 : 1, undefined, { signal })
          return undefined
        },
      },
    })
    const first = runner(long('first'), { leaseMs: 150 })
    await put('long', 'long')
    await until(() => begun.length === 1)
    await using parts = new AsyncDisposableStack()
    const second = runner(long('second'), { leaseMs: 150, pollMs: 20 })
    parts.use(second.jobs)
    await sleep(500)
    expect(begun).toEqual(['first'])
    await first.jobs[Symbol.asyncDispose]()
    await until(() => second.ends.length === 1)
    expect(begun).toEqual(['first', 'second'])
    expect(first.ends).toEqual([])
  })
})
