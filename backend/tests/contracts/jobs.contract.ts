import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'

/** What every store promises of jobs. `beside` is another process on the same database, where there can be one. */
export function jobsContract(name: string, open: () => Promise<{ store: Store; beside: Store }>) {
  describe(`${name} keeps jobs`, () => {
    let store: Store
    let beside: Store
    beforeAll(async () => {
      const opened = await open()
      store = opened.store
      beside = opened.beside
    })
    afterAll(async () => {
      await store[Symbol.asyncDispose]()
      if (beside !== store) await beside[Symbol.asyncDispose]()
    })

    let kinds = 0
    const aKind = (): string => `kind-${++kinds}`
    const put = (kind: string, id: string, dueAt = 0, payload: unknown = null) => store.write('job.put', { jobs: [{ id, kind, dueAt, payload }] })
    const take = (kind: string, { from = store, limit = 10, leaseMs = 60_000 } = {}) =>
      from.write('job.take', { kinds: [kind], limit, lease: crypto.randomUUID(), leaseMs })

    test('what is put twice is one, and is as it was put first', async () => {
      const kind = aKind()
      const id = crypto.randomUUID()
      await put(kind, id, 5, { words: 'first' })
      await put(kind, id, 7, { words: 'second' })
      expect(await take(kind)).toMatchObject([{ id, kind, attempts: 1, payload: { words: 'first' } }])
      expect(await take(kind)).toEqual([])
    })

    test('nothing is taken before its time, and the longest due first', async () => {
      const kind = aKind()
      await put(kind, `${kind} later`, Date.now() + 3_600_000)
      await put(kind, `${kind} b`, 20)
      await put(kind, `${kind} a`, 10)
      expect((await take(kind, { limit: 1 })).map(({ id }) => id)).toEqual([`${kind} a`])
      expect((await take(kind)).map(({ id }) => id)).toEqual([`${kind} b`])
      expect(await store.read('job.next', {})).toBeGreaterThan(Date.now())
    })

    test('[I4] many who take at once take each job once', async () => {
      const kind = aKind()
      const ids = Array.from({ length: 100 }, (_, at) => `${kind} ${at}`)
      await store.write('job.put', { jobs: ids.map((id) => ({ id, kind, dueAt: 1, payload: null })) })
      const takes = Array.from({ length: 40 }, (_, at) => take(kind, { from: at % 2 === 0 ? store : beside, limit: 5 }))
      const taken = (await Promise.all(takes)).flat().map(({ id }) => id)
      const left = (await take(kind, { limit: 100 })).map(({ id }) => id)
      expect([...taken, ...left].sort()).toEqual(ids.sort())
    })

    test('whoever dies with a job leaves it to others when the lease ends; then the first has no say', async () => {
      const kind = aKind()
      await put(kind, kind)
      const [first] = await take(kind, { leaseMs: -1 })
      const [second] = await take(kind, { from: beside })
      if (!first || !second) throw new Error('Nobody took it')
      expect(second).toMatchObject({ id: kind, attempts: 2 })
      expect(await store.write('job.renew', { held: [first], leaseMs: 60_000 })).toEqual([])
      await store.write('job.done', first)
      await store.write('job.postpone', { ...first, dueAt: 0, error: 'late' })
      expect(await take(kind)).toEqual([])
      expect(await store.write('job.renew', { held: [first, second], leaseMs: -1 })).toEqual([kind])
      expect(await take(kind)).toMatchObject([{ attempts: 3 }])
    })

    test('done it is forgotten; put off it comes back; given up it stays and never comes', async () => {
      const kind = aKind()
      for (const id of ['done', 'again', 'never']) await put(kind, `${kind} ${id}`, 1)
      for (const held of await take(kind)) {
        if (held.id.endsWith('done')) await store.write('job.done', held)
        if (held.id.endsWith('again')) await store.write('job.postpone', { ...held, dueAt: 1, error: 'the mail server is down' })
        if (held.id.endsWith('never')) await store.write('job.postpone', { ...held, dueAt: null, error: 'x'.repeat(10_000) })
      }
      expect(await take(kind)).toMatchObject([{ id: `${kind} again`, attempts: 2 }])
      await put(kind, `${kind} never`, 1)
      expect(await take(kind)).toEqual([])
    })
  })
}
