import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Client } from '@parley/client'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { claimPort } from '../../../bench/port.ts'
import { Chance } from '../../../bench/random.ts'
import { closeFence, openFence } from '../../store/fence.ts'
import { openStore } from '../../store/index.ts'
import { type Address, openHouse } from '../../store/moving/address.ts'
import { backup } from '../../store/moving/backup.ts'
import { compare } from '../../store/moving/compare.ts'
import { migrate, undo } from '../../store/moving/migrate.ts'
import { renewEpoch, restore } from '../../store/moving/restore.ts'
import { putRows, type Row, rowsOf } from '../../store/moving/rows.ts'
import { countsOf, type Told } from '../../store/moving/told.ts'
import { type PartName, partNames, parts } from '../../store/parts.ts'
import type { FenceTable } from '../../store/tables.ts'
import { codeOf, withHarbour } from '../contracts/harbour.ts'
import { startServer } from '../harness.ts'
import { freshDatabase } from '../postgres/databases.ts'
import { anyRows, isThere, look, newFolder, newSqlite, put, silent, sorted } from './workspace.ts'

const program = fileURLToPath(new URL('../../../bin/parley.mjs', import.meta.url))
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const newPostgres = async (): Promise<Address> => ({ kind: 'postgres', url: (await freshDatabase()).url, setting: 'DATABASE_URL' })
/** The settings with which the program finds a database. */
const settingsOf = (at: Address) => (at.kind === 'postgres' ? { databaseUrl: at.url, dataDir: '/nowhere' } : { databaseUrl: '', dataDir: at.folder })
const wordsOf = (at: Address): string => (at.kind === 'postgres' ? at.url : `sqlite:${at.folder}`)
const open = (at: Address) => openStore(settingsOf(at))
const isOpen = (at: Address): Promise<boolean> =>
  isThere(at) ? look(at).then(({ rows, fence }) => fence === undefined && rows.workspace.length > 0) : Promise.resolve(false)

describe.each([
  ['SQLite', async () => newSqlite()],
  ['PostgreSQL', newPostgres],
])('what a workspace is made of, in %s', (_, fresh) => {
  test('every table is moved, or is one that the other end makes for itself; every column has its name', async () => {
    const own = /^(fence|writers|message_words(_\w+)?|kysely_migration(_lock)?|sqlite_\w+)$/
    await using house = await openHouse(await fresh(), { exists: false })
    const tables = await house.look((db) => db.introspection.getTables({ withInternalKyselyTables: true }))
    expect(tables.map(({ name }) => name).filter((name) => !own.test(name))).toEqual([...partNames].sort())
    for (const { name, columns } of tables) {
      if (own.test(name)) continue
      expect(Object.keys(parts[name as PartName].columns), name).toEqual(columns.map((column) => column.name))
      for (const { name: column, dataType } of columns)
        expect(parts[name as PartName].columns[column as never], `${name}.${column}`).toBe(/text/i.test(dataType) ? 'text' : 'bigint')
    }
  })
})

describe(`moving house (seed ${seed})`, () => {
  test('every column of every table, to PostgreSQL, back, there again and on to another, and through a backup', { timeout: 120_000 }, async () => {
    const [home, away, other, rows] = [newSqlite(), await newPostgres(), await newPostgres(), anyRows(seed, 1_100)]
    const all = sorted(rows)
    await put(home, rows)
    for (const [from, to] of [
      [home, away],
      [away, home],
      [home, away],
      [away, other],
    ] as const) {
      const { counts } = await migrate(from, to, silent)
      expect(counts.messages).toBe(1_100)
      const [here, there] = [await look(from), await look(to)]
      expect(sorted(there.rows)).toEqual(all)
      expect([here.fence?.why, there.fence]).toEqual(['moved', undefined])
    }
    for (const target of [newSqlite(), await newPostgres()]) {
      const folder = newFolder()
      await backup(other, folder, '0.0.0', silent)
      await restore(folder, target, silent)
      const there = await look(target)
      const epoch = String(there.rows.workspace[0]?.epoch)
      expect(epoch).not.toBe(rows.workspace[0]?.epoch)
      expect(sorted(there.rows)).toEqual(sorted(rows, epoch))
    }
  })

  test('what moved works: sends, numbers, search and known ids', async () => {
    const [home, away] = [newSqlite(), await newPostgres()]
    const before = await open(home)
    const harbour = await withHarbour(before)
    const first = harbour.draft('lighthouse keeper')
    await before.append(first)
    const gone = await harbour.post('ferry pilot')
    await before.write('message.remove', { userId: harbour.ada.id, messageId: gone.id })
    const clock = (await harbour.head(harbour.ada)).channel.clock
    await before[Symbol.asyncDispose]()
    for (const [from, to] of [
      [home, away],
      [away, home],
    ] as const) {
      await migrate(from, to, silent)
      await using store = await open(to)
      expect(store.identity).toEqual(before.identity)
      const find = async (q: string) =>
        (await store.read('search', { userId: harbour.ada.id, q, channelId: undefined, cursor: undefined, limit: 10 })).messages.map(({ id }) => id)
      expect(await find('lighthouse')).toContain(first.id)
      expect(await find('ferry')).toEqual([])
      expect((await store.append(first)).fresh, 'I4').toBe(false)
      const { message } = await store.append(harbour.draft(`lighthouse in ${from.kind}`))
      expect(message).toMatchObject(to === away ? { seq: 3, rev: clock + 1 } : { seq: 4, rev: clock + 2 })
      expect(await find('lighthouse')).toHaveLength(to === away ? 2 : 3)
    }
  })

  test('a source that moved is not served, and neither is what is only half there', async () => {
    const [home, away, rows] = [newSqlite(), await newPostgres(), anyRows(seed, 30)]
    await put(home, rows)
    const cut: Told = { ...silent, done: (name) => (name === 'messages' ? fail('cut off') : undefined) }
    await expect(migrate(home, away, cut)).rejects.toThrow('cut off')
    expect((await look(home)).fence, 'a move that failed leaves the source as it was').toBeUndefined()
    await expect(open(away)).rejects.toThrow(/must not be served: it is not whole/)
    await migrate(home, away, silent)
    await expect(open(home)).rejects.toThrow(/must not be served: it moved to PostgreSQL at 127\.0\.0\.1:\d+\/parley_\w+ /)
    await expect(migrate(home, newSqlite(), silent), 'not to a second place').rejects.toThrow(/is not there any more: it moved/)
    await expect(migrate(home, away, silent)).rejects.toThrow(/is not there any more/)
    await expect(restore((await backedUp(away)).folder, home, silent)).rejects.toThrow(/cannot be filled: it moved/)
    const { epoch } = await undo(home)
    expect(epoch, '[C15] it went back in time').toBe('new')
    expect(String((await look(home)).rows.workspace[0]?.epoch)).not.toBe(rows.workspace[0]?.epoch)
    await expect(undo(home)).rejects.toThrow(/has not moved/)
    await expect(migrate(home, away, silent), 'what is served is not written over').rejects.toThrow(/holds the workspace .* already/s)
  })

  test('interrupted after all was compared and before the target opened: neither is served, and the same move ends it', async () => {
    const [home, away, rows] = [newSqlite(), await newPostgres(), anyRows(seed, 5)]
    await put(home, rows)
    await migrate(home, away, silent)
    const { fence } = await look(home)
    await fenced(away, { ...(fence as FenceTable), why: 'filling' })
    for (const at of [home, away]) await expect(open(at)).rejects.toThrow(/must not be served/)
    await expect(migrate(home, newSqlite(), silent), 'not to a second place').rejects.toThrow(/is not there any more/)
    await migrate(home, away, silent)
    expect(sorted((await look(away)).rows)).toEqual(sorted(rows))
    expect([await isOpen(home), await isOpen(away)]).toEqual([false, true])
  })

  test('interrupted before that: it can be given up, and the same epoch is served again', async () => {
    const [home, away, rows] = [newSqlite(), await newPostgres(), anyRows(seed, 5)]
    await put(home, rows)
    await fenced(home, { move: 'm', why: 'moving', place: 'elsewhere', at: Date.now() })
    await expect(open(home)).rejects.toThrow(/it is being moved to elsewhere since .*start it again, or give it up: "node bin\/parley\.mjs migrate --undo"/)
    await expect(migrate(away, home, silent), 'the only copy is not written over').rejects.toThrow(/There is no workspace/)
    expect((await undo(home)).epoch).toBe('kept')
    expect(sorted((await look(home)).rows)).toEqual(sorted(rows))
    await fenced(home, { move: 'm', why: 'moving', place: 'elsewhere', at: Date.now() })
    await migrate(home, away, silent)
    expect([await isOpen(home), await isOpen(away)]).toEqual([false, true])
  })

  test('another workspace that moved away is not written over', async () => {
    const [home, other, away] = [newSqlite(), newSqlite(), await newPostgres()]
    await put(home, anyRows(seed, 5))
    await put(other, { ...anyRows(seed + 1, 5), workspace: anyRows(seed + 1, 1).workspace.map((row) => ({ ...row, id: 'another' })) })
    await migrate(other, newSqlite(), silent)
    await expect(migrate(home, other, silent)).rejects.toThrow(/cannot be filled: it moved/)
    await migrate(home, away, silent)
    await migrate(away, home, silent)
  })

  test('nobody moves what is served; who runs all the same is refused every write', async () => {
    const [home, away] = [newSqlite(), await newPostgres()]
    const served = await open(home)
    await expect(migrate(home, away, silent)).rejects.toThrow(/Another Parley \(process \d+\) is using the data folder/)
    await served[Symbol.asyncDispose]()
    await migrate(home, away, silent)
    await using node = await open(away)
    const { draft } = await withHarbour(node)
    await node.append(draft('before'))
    await expect(migrate(away, home, silent)).rejects.toThrow(/Parley is running on PostgreSQL at .*Stop it first/)
    expect((await look(away)).fence).toBeUndefined()
    const late = draft('late')
    const elsewhere = { move: 'm', why: 'moving', place: 'elsewhere', at: Date.now() } as const
    {
      await using house = await openHouse(away, { exists: true })
      await expect(migrate(away, home, silent)).rejects.toThrow(/Another "migrate" or "restore" is at work on PostgreSQL/)
      await house.write((at) => closeFence(at, elsewhere))
      expect(await codeOf(node.append(late))).toBe('unavailable')
    }
    await expect(undo(away)).rejects.toThrow(/Parley is running on/)
    await expect(renewEpoch(away)).rejects.toThrow(/Parley is running on/)
    {
      await using house = await openHouse(away, { exists: true })
      await house.write(openFence)
    }
    expect((await node.append(late)).fresh, 'nothing of it had happened').toBe(true)
  })

  test('the comparison finds one changed letter, one missing row and one too many, and says where', async () => {
    const [one, other, rows] = [newSqlite(), await newPostgres(), anyRows(seed, 30)]
    await put(one, rows)
    await put(other, rows)
    await using here = await openHouse(one, { exists: true })
    await using there = await openHouse(other, { exists: true })
    const verdict = () =>
      here.look((a) => there.look(async (b) => compare(rowsOf(a), rowsOf(b), await countsOf(rowsOf(a)), silent))).then(() => 'the same', String)
    expect(await verdict()).toBe('the same')
    const changed = (text: string) => there.write(({ db }) => sql.raw(text).execute(db))
    await changed(`update messages set content = content || '.' where n = 4`)
    expect(await verdict()).toContain('The row messages 4 differs in content')
    await changed(`delete from messages where n = 4`)
    expect(await verdict()).toContain('The row messages 4 was expected, and messages 7 is there')
    await there.write(({ db, dialect }) => dialect.clear(db, ['messages']))
    await there.write((at) =>
      putRows(at, 'messages', [...rows.messages, { ...(rows.messages[0] as Row), n: 1_000, id: 'more', channel_id: 'elsewhere', rev: 1, source: null }]),
    )
    expect(await verdict()).toContain('messages 1000 is there')
  })

  test('a text that PostgreSQL cannot keep stops the move in words, and leaves the source as it was', async () => {
    const [home, away, rows] = [newSqlite(), await newPostgres(), anyRows(seed, 3)]
    await put(home, rows)
    await using house = await openHouse(home, { exists: true })
    await house.write(({ db }) => sql`update users set name = ${'a\0b'} where id = ${rows.users[1]?.id}`.execute(db))
    await house[Symbol.asyncDispose]()
    await expect(migrate(home, away, silent)).rejects.toThrow(/A row of users cannot be kept in PostgreSQL at .*cannot be kept/)
    expect(await isOpen(home)).toBe(true)
  })

  test('killed at any moment and begun again: never two that are served, and in the end all of it', { timeout: 240_000 }, async () => {
    const chance = new Chance(seed)
    const [home, away, rows] = [newSqlite(), await newPostgres(), anyRows(seed, 1_200)]
    const all = sorted(rows)
    await put(home, rows)
    const seen: string[] = []
    for (const [from, to] of [
      [home, away],
      [away, home],
    ] as const) {
      for (let kills = 0; kills < 4 && !(await isOpen(to)); kills++) {
        await killed(from, to, Math.ceil(chance.between(0, MOMENTS)), chance.between(0, 30))
        const [here, there] = [await look(from), await look(to)]
        seen.push(`${here.fence?.why}/${there.fence?.why}`)
        expect(here.fence === undefined && there.fence === undefined, 'never both').toBe(false)
        expect(sorted(here.rows), 'all rows are still where they were').toEqual(all)
      }
      // Killed in its last moment, a move may have been done.
      const [code] = (await isOpen(to)) ? [0] : await once(run(from, ['migrate', '--to', wordsOf(to)]), 'exit')
      expect(code).toBe(0)
      expect([await isOpen(from), await isOpen(to)]).toEqual([false, true])
      expect(sorted((await look(to)).rows)).toEqual(all)
    }
    expect(seen.filter((each) => each === 'moving/filling').length, seen.join(' ')).toBeGreaterThan(2)
  })

  test('[I2] a backup of PostgreSQL under load is one moment, and its copy in SQLite is served', async () => {
    const [away, home] = [await newPostgres(), newSqlite()]
    const node = await open(away)
    const { draft, ada } = await withHarbour(node)
    let [sent, over] = [0, false]
    const writing = Array.from({ length: 4 }, async () => {
      for (; !over; sent++) await node.append(draft(`m${sent}`))
    })
    await vi.waitUntil(() => sent > 40, { timeout: 30_000 })
    const { folder } = await backedUp(away)
    const during = sent
    await vi.waitUntil(() => sent > during + 10, { timeout: 30_000 })
    over = true
    await Promise.all(writing)
    await node[Symbol.asyncDispose]()
    await restore(folder, home, silent)
    const { scopes, messages } = (await look(home)).rows
    const scope = scopes.find(({ id }) => id === messages[0]?.channel_id)
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: Number(scope?.last_seq) }, (_, at) => at + 1))
    expect(Math.max(...messages.map(({ rev }) => Number(rev)))).toBeLessThanOrEqual(Number(scope?.clock))
    expect(messages.length).toBeLessThan(sent)
    await using store = await open(home)
    expect((await store.append(draft('on', { authorId: ada.id }))).message.seq).toBe(messages.length + 1)
  })

  test('[C15][C16] a client stays over the move there and back, without starting over', { timeout: 120_000 }, async () => {
    const [home, away] = [newSqlite(), await newPostgres()]
    const port = String(await claimPort())
    const serve = (at: Address) => startServer({ PORT: port, DATABASE_URL: settingsOf(at).databaseUrl, DATA_DIR: settingsOf(at).dataDir })
    let server = await serve(home)
    const [ada, ben] = [await server.register('Ada'), await server.register('Ben')]
    const { generalId } = server
    let resets = 0
    const client = new Client({ url: server.url, token: ben.token }, { reset: () => resets++ })
    const fresh = new Client({ url: server.url, token: ben.token })
    const entries = (of: Client) => of.timeline(generalId).get().entries
    try {
      client.timeline(generalId).subscribe(() => {})
      client.start()
      await client.timeline(generalId).openNewest()
      await vi.waitUntil(() => client.status.get().at === 'online', { timeout: 30_000 })
      const before = resets
      for (const [from, to] of [
        [home, away],
        [away, home],
      ] as const) {
        await server.running.app.store.append(draftOf(ada.id, generalId, `from ${from.kind}`))
        await server[Symbol.asyncDispose]()
        client.send(generalId, `unsent at ${from.kind}`)
        await migrate(from, to, silent)
        server = await serve(to)
        await server.running.app.store.append(draftOf(ada.id, generalId, `in ${to.kind}`))
        await vi.waitUntil(() => entries(client).some(({ content }) => content === `in ${to.kind}`) && client.outbox.get().length === 0, { timeout: 40_000 })
      }
      fresh.timeline(generalId).subscribe(() => {})
      fresh.start()
      await fresh.timeline(generalId).openNewest()
      await vi.waitUntil(() => fresh.status.get().at === 'online', { timeout: 30_000 })
      expect(entries(client).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
      expect(entries(client)).toEqual(entries(fresh))
      expect(resets).toBe(before)
    } finally {
      client.stop()
      fresh.stop()
      await server[Symbol.asyncDispose]()
    }
  })
})

const draftOf = (authorId: string, channelId: string, content: string) => ({
  id: crypto.randomUUID(),
  authorId,
  channelId,
  content,
  replyTo: undefined,
  meta: undefined,
})

async function fenced(at: Address, fence: FenceTable): Promise<void> {
  await using house = await openHouse(at, { exists: true })
  await house.write((tx) => closeFence(tx, fence))
}

async function backedUp(at: Address): Promise<{ folder: string }> {
  const folder = newFolder()
  await backup(at, folder, '0.0.0', silent)
  return { folder }
}

/** The real program, whose settings name this database. */
function run(at: Address, words: readonly string[]): ChildProcess {
  const { databaseUrl, dataDir } = settingsOf(at)
  return spawn(process.execPath, [program, ...words], { env: { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: dataDir }, stdio: 'ignore' })
}

/** How often a move of so few rows tells how far it is: each part when it is copied and when it is compared, the large ones twice. */
const MOMENTS = 38

/** Moves in a process of its own, which ends itself by SIGKILL a little after the move told so many times how far it is. */
async function killed(from: Address, to: Address, moments: number, laterMs: number): Promise<void> {
  const script = `import { migrate } from ${JSON.stringify(new URL('../../store/moving/migrate.ts', import.meta.url).href)}
    let left = ${moments}
    const done = () => { if (--left === 0) setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${laterMs}) }
    await migrate(${JSON.stringify(from)}, ${JSON.stringify(to)}, { begin() {}, done, end() {} })
    process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk) => (said += chunk))
  const [, signal] = await once(child, 'exit')
  expect(signal, said).toBe('SIGKILL')
}

const fail = (reason: string): never => {
  throw new Error(reason)
}
