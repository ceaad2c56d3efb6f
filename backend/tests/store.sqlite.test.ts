import { rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, test } from 'vitest'
import { openStore } from '../store/index.ts'
import type { Store } from '../store/store.ts'
import { emojiContract } from './contracts/emoji.contract.ts'
import { codeOf, withHarbour } from './contracts/harbour.ts'
import { jobsContract } from './contracts/jobs.contract.ts'
import { laterContract } from './contracts/later.contract.ts'
import { mentionsContract } from './contracts/mentions.contract.ts'
import { peopleContract } from './contracts/people.contract.ts'
import { pinsContract } from './contracts/pins.contract.ts'
import { reactionsContract } from './contracts/reactions.contract.ts'
import { searchContract } from './contracts/search.contract.ts'
import { slowDiskContract } from './contracts/slow-disk.contract.ts'
import { storeContract } from './contracts/store.contract.ts'
import { syncContract } from './contracts/sync.contract.ts'
import { temporaryFolder } from './harness.ts'

const folders: string[] = []
const stores: Store[] = []
const folder = (): string => {
  const made = temporaryFolder()
  folders.push(made)
  return made
}
const open = async (dataDir = folder()): Promise<Store> => {
  const store = await openStore({ dataDir })
  stores.push(store)
  return store
}
afterEach(async () => {
  for (const store of stores.splice(0)) await store[Symbol.asyncDispose]()
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true })
})

storeContract('SQLite', () => openStore({ dataDir: folder() }))
peopleContract('SQLite', () => openStore({ dataDir: folder() }))
syncContract('SQLite', () => openStore({ dataDir: folder() }))
searchContract('SQLite', () => openStore({ dataDir: folder() }))
reactionsContract('SQLite', () => openStore({ dataDir: folder() }))
emojiContract('SQLite', () => openStore({ dataDir: folder() }))
pinsContract('SQLite', () => openStore({ dataDir: folder() }))
mentionsContract('SQLite', () => openStore({ dataDir: folder() }))
slowDiskContract('SQLite', async () => {
  const dataDir = folder()
  const hold = async () => {
    const db = new Database(join(dataDir, 'parley.sqlite'))
    db.exec('begin immediate')
    return async () => void db.close()
  }
  return { store: await open(dataDir), hold }
})
const openOnce = async () => {
  const store = await openStore({ dataDir: folder() })
  return { store, beside: store }
}
jobsContract('SQLite', openOnce)
laterContract('SQLite', openOnce)

/** The rows themselves, on a connection of the test's own. */
function rows(dataDir: string, sql: string, ...values: unknown[]): unknown[] {
  const db = new Database(join(dataDir, 'parley.sqlite'), { readonly: true })
  try {
    return db.prepare(sql).all(...values)
  } finally {
    db.close()
  }
}

describe('SQLite', () => {
  test('[I1] commits are fsynced: the log is in WAL and every commit is full', async () => {
    const dataDir = folder()
    await open(dataDir)
    expect(rows(dataDir, 'pragma journal_mode')).toEqual([{ journal_mode: 'wal' }])
  })

  test('an edit keeps what the words were; a deletion takes both, and the index', async () => {
    const dataDir = folder()
    const { store, post, ada } = await withHarbour(await open(dataDir))
    const message = await post('lighthouse keeper')
    await store.write('message.edit', { userId: ada.id, messageId: message.id, content: 'ferry pilot', version: undefined })
    expect(rows(dataDir, 'select version, content, edited_by from message_edits')).toEqual([{ version: 1, content: 'lighthouse keeper', edited_by: ada.id }])
    const find = async (q: string) => (await store.read('search', { userId: ada.id, q, channelId: undefined, cursor: undefined, limit: 10 })).messages.length
    expect([await find('lighthouse'), await find('ferry')]).toEqual([0, 1])

    await store.write('message.remove', { userId: ada.id, messageId: message.id })
    expect(rows(dataDir, 'select * from message_edits')).toEqual([])
    expect(rows(dataDir, 'select content, meta, files from messages')).toEqual([{ content: '', meta: null, files: null }])
    expect(rows(dataDir, "select rowid from message_words where message_words match 'ferry OR lighthouse'")).toEqual([])
    expect(await find('ferry')).toBe(0)
  })

  test('a later member reads from their first message on, everywhere', async () => {
    const dataDir = folder()
    const first = await open(dataDir)
    const { ada, ben, channelId, post } = await withHarbour(first)
    const [old, young] = [await post('old tide'), await post('young tide')]
    await first[Symbol.asyncDispose]()
    const db = new Database(join(dataDir, 'parley.sqlite'))
    db.prepare('update members set from_seq = 2 where user_id = ?').run(ben.id)
    db.close()

    const store = await open(dataDir)
    const userId = ben.id
    const page = await store.read('message.page', { userId, channelId, at: 'newest', limit: 50 })
    expect(page.messages.map(({ id }) => id)).toEqual([young.id])
    expect(page.firstSeq).toBe(2)
    expect(await codeOf(store.read('message.get', { userId, messageId: old.id }))).toBe('not_found')
    const found = await store.read('search', { userId, q: 'tide', channelId: undefined, cursor: undefined, limit: 10 })
    expect(found.messages.map(({ id }) => id)).toEqual([young.id])
    const missed = await store.read('sync.channel', { userId, channelId, since: 0 })
    expect(JSON.stringify(missed)).not.toContain('old tide')
    const compare = (id: string) => store.read('sync.compare', { userId: id, clocks: { [channelId]: 0 }, me: undefined, workspace: undefined })
    const compared = await Promise.all([compare(userId), compare(ada.id)])
    expect(compared.map(({ behind, partly }) => [behind, partly])).toEqual([
      [[channelId], [channelId]],
      [[channelId], []],
    ])
    expect((await store.read('message.page', { userId: ada.id, channelId, at: 'newest', limit: 50 })).messages).toHaveLength(2)
  })

  test('a second process on the same folder is refused in one clear line', async () => {
    const dataDir = folder()
    await open(dataDir)
    await expect(openStore({ dataDir })).rejects.toThrow(
      /^Another Parley \(process \d+\) is using the data folder .+\. Stop it first, or set DATA_DIR to another folder\.$/,
    )
  })

  test('[I1] a restart keeps everything, the epoch and the clocks too', async () => {
    const dataDir = folder()
    const before = await open(dataDir)
    const { ada, channelId, post, head } = await withHarbour(before)
    const message = await post('still here')
    const known = await head(ada)
    await before[Symbol.asyncDispose]()

    const after = await open(dataDir)
    expect(after.identity).toEqual(before.identity)
    expect(await after.read('head.get', { userId: ada.id, channelId })).toEqual(known)
    expect((await after.read('message.page', { userId: ada.id, channelId, at: 'newest', limit: 50 })).messages).toEqual([message])
  })
})
