import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Change } from '../store/change.ts'
import { openStore } from '../store/index.ts'
import type { Store } from '../store/store.ts'
import { codeOf, withHarbour } from './contracts/harbour.ts'
import { startServer } from './harness.ts'
import { CuttingProxy } from './postgres/proxy.ts'
import { PostgresServer } from './postgres/server.ts'

const postgres = await PostgresServer.start()
afterAll(() => postgres[Symbol.asyncDispose]())

const ours = async (): Promise<string> => {
  const name = `parley_${randomUUID().replaceAll('-', '')}`
  await postgres.sql(`create database ${name}`)
  return name
}
const open = (databaseUrl: string): Promise<Store> => openStore({ dataDir: '/nowhere', databaseUrl })
type Harbour = Awaited<ReturnType<typeof withHarbour>>

/** The revs of a channel's messages that were told, in the order of the telling. */
const toldOf = (changes: readonly Change[], channelId: string) =>
  changes.flatMap((change) => (change.to === 'channel' && change.channelId === channelId && change.event.type === 'message.changed' ? [change.event] : []))

/** What is in the database, asked past the store. */
const kept = (name: string, channelId: string) =>
  postgres.sql(`select id, seq::int, rev::int, content from messages where channel_id = '${channelId}' order by seq`, name) as Promise<
    { id: string; seq: number; rev: number; content: string }[]
  >

async function inHarbour(url: string) {
  const store = await open(url)
  const harbour = await withHarbour(store)
  harbour.told.length = 0
  return harbour
}

/** I1–I5: what was acknowledged is there once, in order, and was told once, in order. */
async function expectWhole(name: string, { channelId, told }: Harbour, acked: ReadonlySet<string>) {
  const rows = await kept(name, channelId)
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1))
  expect([...acked].filter((id) => !rows.some((row) => row.id === id))).toEqual([])
  const events = toldOf(told, channelId)
  expect(events.map(({ rev }) => rev)).toEqual(rows.map(({ rev }) => rev))
  return rows
}

describe('a connection that breaks', () => {
  test.each(['before the commit', 'after the commit'] as const)(
    '[I4][I5] %s: the write is answered as done, is there once, and is told once',
    async (where) => {
      const name = await ours()
      await using proxy = await CuttingProxy.before(postgres.url(name))
      const harbour = await inHarbour(proxy.url)
      await using store = harbour.store
      proxy.cut = where
      const { message, fresh } = await store.append(harbour.draft('through the storm'))
      expect({ fresh, cuts: proxy.cuts }).toEqual({ fresh: true, cuts: 1 })
      await expectWhole(name, harbour, new Set([message.id]))

      // Not only messages: an edit may happen once only, and is not refused as overtaken by itself.
      proxy.cut = where
      const edited = await store.write('message.edit', { userId: harbour.ada.id, messageId: message.id, content: 'through the calm', version: 1 })
      expect({ version: edited.version, cuts: proxy.cuts }).toEqual({ version: 2, cuts: 2 })
    },
  )

  test('[I5] and stays away: unknown, not failed; and told as soon as it is known', async () => {
    const name = await ours()
    await using proxy = await CuttingProxy.before(postgres.url(name))
    const harbour = await inHarbour(proxy.url)
    await using store = harbour.store
    const lost = harbour.draft('did it arrive?')
    proxy.cut = 'after the commit, and for good'
    const answer = codeOf(store.append(lost))
    await vi.waitFor(() => expect(proxy.cuts).toBe(1))
    const later = codeOf(store.append(harbour.draft('this did not')))
    expect(await answer).toBe('Whether this was written is not known yet')
    expect(await later).toBe('unavailable')
    expect(toldOf(harbour.told, harbour.channelId)).toEqual([])

    proxy.closed = false
    await vi.waitFor(() => expect(toldOf(harbour.told, harbour.channelId)).toHaveLength(1), { timeout: 5_000 })
    expect((await store.append(lost)).fresh).toBe(false)
    expect(await expectWhole(name, harbour, new Set([lost.id]))).toHaveLength(1)
  })

  test('[I4][I5] again and again, while many write: nothing acknowledged is missing, doubled, out of order or untold', async () => {
    const name = await ours()
    const harbour = await inHarbour(postgres.url(name))
    await using store = harbour.store
    const acked = new Set<string>()
    let killed = 0
    let writing = true
    const killer = (async () => {
      while (writing) {
        killed += (await postgres.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`)).length
        await new Promise((resolve) => setTimeout(resolve, 30))
      }
    })()
    const person = async (who: number) => {
      for (let n = 0; n < 25; n++) {
        const { message } = await store.append(harbour.draft(`${who}: ${n}`))
        acked.add(message.id)
        const read = await store.write('read.raise', { userId: harbour.ben.id, channelId: harbour.channelId, seq: message.seq, urev: undefined })
        expect(read.readSeq).toBeGreaterThanOrEqual(message.seq)
      }
    }
    await Promise.all(Array.from({ length: 8 }, (_, who) => person(who)))
    writing = false
    await killer
    expect(killed).toBeGreaterThan(2)
    const rows = await expectWhole(name, harbour, acked)
    expect(rows).toHaveLength(200)
    for (let who = 0; who < 8; who++) {
      const own = rows.filter(({ content }) => content.startsWith(`${who}:`)).map(({ content }) => Number(content.split(' ')[1]))
      expect(own).toEqual(Array.from({ length: 25 }, (_, n) => n))
    }
  })
})

test('[I1][I5] PostgreSQL crashes and comes back: unavailable meanwhile, then as before, with all that was acknowledged', async () => {
  const name = await ours()
  const harbour = await inHarbour(postgres.url(name))
  await using store = harbour.store
  const acked = new Set<string>()
  const codes = new Set<string>()
  let writing = true
  /** Says a thing until it is acknowledged, as a client does. */
  const say = async (content: string) => {
    for (const draft = harbour.draft(content); ; await new Promise((resolve) => setTimeout(resolve, 20))) {
      const code = await codeOf(store.append(draft))
      codes.add(code)
      if (code === 'done') return acked.add(draft.id)
    }
  }
  const people = Array.from({ length: 5 }, async (_, who) => {
    for (let n = 0; writing; n++) await say(`${who}: ${n}`)
  })
  await vi.waitFor(() => expect(acked.size).toBeGreaterThan(20), { timeout: 10_000 })
  await postgres.stop('immediate')
  await vi.waitFor(() => expect(codes).toContain('unavailable'), { timeout: 10_000 })
  expect(await codeOf(store.read('workspace.get', {}))).toBe('unavailable')
  const before = acked.size
  await postgres.run()
  await vi.waitFor(() => expect(acked.size).toBeGreaterThan(before + 20), { timeout: 10_000 })
  writing = false
  await Promise.all(people)
  expect(await codeOf(store.read('workspace.get', {}))).toBe('done')
  expect((await expectWhole(name, harbour, acked)).map(({ id }) => id).sort()).toEqual([...acked].sort())
  expect([...codes].filter((code) => !['done', 'unavailable', 'Whether this was written is not known yet'].includes(code))).toEqual([])
}, 60_000)

test('[I5] a server stays up while its PostgreSQL is away: not ready, told to come back, and as before when it is back', async () => {
  await using server = await startServer({ DATABASE_URL: postgres.url(await ours()) })
  const ada = await server.register('Ada')
  await using wire = await ada.listen()
  // Heard, and not only let in.
  await ada.rest('POST', '/api/message', { content: 'hello' })
  await wire.until('message.changed')
  await postgres.stop('immediate')
  const message = { content: 'are you there?', id: randomUUID() }
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
  expect((await server.ask('GET', '/healthz')).status).toBe(200)
  const refused = await ada.rest('POST', '/api/message', message)
  expect(refused.status).toBe(503)
  expect(refused.problem).toMatchObject({ code: 'unavailable', retry: 'same-id' })
  expect(await wire.refusal('message.send', { channelId: server.generalId, content: 'and you?' })).toBe('unavailable')
  // Not 401, on which a client would sign out.
  await expect(ada.listen()).rejects.toMatchObject({ status: 503 })

  await postgres.run()
  await vi.waitFor(async () => expect((await fetch(`${server.url}/readyz`)).status).toBe(200), { timeout: 10_000 })
  expect((await ada.rest('POST', '/api/message', message)).status).toBe(201)
  const { message: heard } = await wire.until('message.changed', (event) => event.message.id === message.id)
  expect(heard).toMatchObject(message)
})

test('nothing is said that a pooler in transaction mode could not carry: no setting of a session, and every name means one statement', async () => {
  const name = await ours()
  await using proxy = await CuttingProxy.before(postgres.url(name))
  const harbour = await inHarbour(proxy.url)
  {
    await using store = harbour.store
    const { id } = await harbour.post('hello')
    await store.write('message.edit', { userId: harbour.ada.id, messageId: id, content: 'Hello', version: undefined })
    await harbour.since(harbour.ada, 0)
  }
  const of = (type: string) => proxy.said.filter((said) => said.type === type)
  expect(of('start').length).toBeGreaterThan(2)
  for (const { text } of of('start'))
    expect(text.split(' ').filter((_, at) => at % 2 === 0)).toEqual(['user', 'database', 'application_name', 'client_encoding'])
  const named = of('P').filter(({ text }) => text !== '')
  expect(of('B').length).toBeGreaterThan(50)
  expect(named.length).toBeGreaterThan(5)
  expect(new Set(named.map(({ text, rest }) => `${text} ${rest}`)).size).toBe(new Set(named.map(({ text }) => text)).size)
  const settings = [...of('Q').map(({ text }) => text), ...of('P').map(({ rest = '' }) => rest)].flatMap(
    (text) => text.match(/\bset (?!local |batch|")\w+ *=|\bset_config\([^)]*, false\)|\b(?:un)?listen\b|\btemp\b/gi) ?? [],
  )
  expect(settings).toEqual([])
})

test('[I4][I5] behind a pooler that does not carry names over, statements go without them: nothing is lost, doubled or out of order', async () => {
  const name = await ours()
  await using proxy = await CuttingProxy.before(postgres.url(name))
  const harbour = await inHarbour(proxy.url)
  await using store = harbour.store
  const acked = new Set<string>()
  const round = async (n: number) => {
    // At once, so that there is more than one connection, whoever is quick.
    const reads = [harbour.ada, harbour.ben].map(({ id }) => store.read('welcome', { userId: id }))
    const [{ message }] = await Promise.all([store.append(harbour.draft(`round ${n}`)), ...reads])
    acked.add(message.id)
  }
  const isIdle = async () =>
    expect(await postgres.sql(`select 1 from pg_stat_activity where datname = '${name}' and state <> 'idle' and pid <> pg_backend_pid()`)).toEqual([])
  for (let n = 0; n < 6; n++) {
    await round(n)
    await vi.waitFor(isIdle)
    await new Promise((resolve) => setTimeout(resolve, 20)) // the last answers are on their way
    expect(proxy.turn()).toBeGreaterThan(1)
  }
  expect(await expectWhole(name, harbour, acked)).toHaveLength(6)
  const before = proxy.said.length
  await round(6)
  expect(proxy.said.slice(before).filter(({ type, text }) => type === 'P' && text !== '')).toEqual([])
})

test('[I5] a table that is changed while the server runs: what was prepared for the old one is prepared again', async () => {
  const name = await ours()
  const harbour = await inHarbour(postgres.url(name))
  await using store = harbour.store
  await harbour.post('before')
  await postgres.sql('alter table messages add column weather text; alter table scopes add column weather text', name)
  await harbour.post('after')
  expect(await codeOf(store.read('welcome', { userId: harbour.ada.id }))).toBe('done')
  expect((await kept(name, harbour.channelId)).map(({ content }) => content)).toEqual(['before', 'after'])
})

test('[I2][I4][I6] a send locks the clocks before it reads anything that decides, and writes the message before its words', async () => {
  const name = await ours()
  await using proxy = await CuttingProxy.before(postgres.url(name))
  const harbour = await inHarbour(proxy.url)
  await using _store = harbour.store
  await harbour.post('hello')
  const before = proxy.said.length
  await harbour.post('hello again')
  const statements = proxy.said.slice(before).flatMap(({ type, text, rest }) => (type === 'B' ? [rest ?? ''] : type === 'Q' ? [text] : []))
  const beginnings = [/^begin/, /for update$/, /join "messages"/, /join "members"/, /join "reads"/, /^insert into "messages"/, /into message_words/]
  const places = beginnings.map((beginning) => statements.findIndex((statement) => beginning.test(statement)))
  expect(places).not.toContain(-1)
  const [begun = 0, locked = 0, ...deciding] = places
  const [written = 0, indexed = 0] = deciding.splice(-2)
  expect([begun, locked, ...deciding.toSorted((a, b) => a - b), written, indexed]).toEqual([...places].sort((a, b) => a - b))
  expect(statements.findIndex((statement) => /commit$/.test(statement) && !statement.startsWith('begin'))).toBe(statements.length - 1)
})

describe('a server that could lose what it acknowledged is refused, in words', () => {
  const refusal = (url: string): Promise<string> => open(url).then(() => 'opened', String)
  const restarted = async (...settings: string[]) => {
    await postgres.stop()
    await postgres.run(...settings)
  }

  test.each([
    ['fsync', 'fsync=off', /fsync is off.+Set fsync = on/],
    ['full_page_writes', 'full_page_writes=off', /full_page_writes is off.+Set full_page_writes = on/],
    ['synchronous_commit', 'synchronous_commit=off', /synchronous_commit is off.+set synchronous_commit = on/],
    ['read-only', 'default_transaction_read_only=on', /read-only.+default_transaction_read_only = off/],
  ])('[I1] %s', async (_what, setting, said) => {
    const name = await ours()
    await restarted(setting)
    const refused = await refusal(postgres.url(name))
    await restarted()
    expect(refused).toMatch(/^Error: PostgreSQL at 127\.0\.0\.1:\d+\/parley_\w+: /)
    expect(refused).toMatch(said)
    await (await open(postgres.url(name)))[Symbol.asyncDispose]()
  })

  test('a standby', async () => {
    const name = await ours()
    await postgres.stop()
    postgres.becomeStandby(true)
    await postgres.run()
    const refused = await refusal(postgres.url(name))
    await postgres.stop()
    postgres.becomeStandby(false)
    await postgres.run()
    expect(refused).toMatch(/is a standby.+name the primary/)
  })
})
