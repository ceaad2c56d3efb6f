import { afterAll, describe, expect, test } from 'vitest'
import { openStore } from '../store/index.ts'
import type { Store } from '../store/store.ts'
import { withHarbour } from './contracts/harbour.ts'
import { storeContract } from './contracts/store.contract.ts'
import { syncContract } from './contracts/sync.contract.ts'
import { type Database, freshDatabase, onShared } from './postgres/databases.ts'

const stores: Store[] = []
const databases: Database[] = []
const database = async (how?: string): Promise<Database> => {
  const made = await freshDatabase(how)
  databases.push(made)
  return made
}
const open = async (databaseUrl?: string): Promise<Store> => {
  const store = await openStore({ dataDir: '/nowhere', databaseUrl: databaseUrl ?? (await database()).url })
  stores.push(store)
  return store
}
afterAll(async () => {
  for (const store of stores) await store[Symbol.asyncDispose]()
  for (const made of databases) await made.drop()
})

const openFresh = async () => openStore({ dataDir: '/nowhere', databaseUrl: (await database()).url })
storeContract('PostgreSQL', openFresh)
syncContract('PostgreSQL', openFresh)

describe('PostgreSQL', () => {
  test('an edit keeps what the words were; a deletion takes both, and the index', async () => {
    const { url, name } = await database()
    const { store, post, ada } = await withHarbour(await open(url))
    const rows = (sql: string) => onShared(sql, name)
    const message = await post('lighthouse keeper')
    await store.write('message.edit', { userId: ada.id, messageId: message.id, content: 'ferry pilot', version: undefined })
    expect(await rows('select version, content, edited_by from message_edits')).toEqual([{ version: 1, content: 'lighthouse keeper', edited_by: ada.id }])
    const find = async (q: string) => (await store.read('search', { userId: ada.id, q, channelId: undefined, cursor: undefined, limit: 10 })).messages.length
    expect([await find('lighthouse'), await find('ferry')]).toEqual([0, 1])

    await store.write('message.remove', { userId: ada.id, messageId: message.id })
    expect(await rows('select * from message_edits')).toEqual([])
    expect(await rows('select content, meta, files from messages')).toEqual([{ content: '', meta: null, files: null }])
    expect(await rows('select * from message_words')).toEqual([])
    expect(await find('ferry')).toBe(0)
  })
})
