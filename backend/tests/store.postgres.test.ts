import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
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
import { freshDatabase, onShared } from './postgres/databases.ts'

const stores: Store[] = []
const open = async (databaseUrl?: string): Promise<Store> => {
  const store = await openStore({ dataDir: '/nowhere', databaseUrl: databaseUrl ?? (await freshDatabase()).url })
  stores.push(store)
  return store
}
afterAll(async () => {
  for (const store of stores) await store[Symbol.asyncDispose]()
})

const openFresh = async () => openStore({ dataDir: '/nowhere', databaseUrl: (await freshDatabase()).url })
storeContract('PostgreSQL', openFresh)
peopleContract('PostgreSQL', openFresh)
syncContract('PostgreSQL', openFresh)
searchContract('PostgreSQL', openFresh)
reactionsContract('PostgreSQL', openFresh)
emojiContract('PostgreSQL', openFresh)
pinsContract('PostgreSQL', openFresh)
mentionsContract('PostgreSQL', openFresh)
slowDiskContract('PostgreSQL', async () => {
  const { url } = await freshDatabase()
  const hold = async () => {
    const client = new pg.Client(url)
    await client.connect()
    await client.query('begin; lock table scopes in exclusive mode')
    return () => client.end()
  }
  return { store: await open(url), hold }
})
const openTwice = async () => {
  const { url } = await freshDatabase()
  return { store: await openStore({ dataDir: '/nowhere', databaseUrl: url }), beside: await openStore({ dataDir: '/nowhere', databaseUrl: url }) }
}
jobsContract('PostgreSQL', openTwice)
laterContract('PostgreSQL', openTwice)

describe('PostgreSQL', () => {
  test('an edit keeps what the words were; a deletion takes both, and the index', async () => {
    const { url, name } = await freshDatabase()
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

  test('ten nodes that start at once, on an empty database, are in one workspace', async () => {
    const { url, name } = await freshDatabase()
    const opened = await Promise.all(Array.from({ length: 10 }, () => open(url)))
    expect(new Set(opened.map(({ identity }) => JSON.stringify(identity))).size).toBe(1)
    expect(await onShared('select epoch from workspace', name)).toHaveLength(1)
    expect(await onShared('select name from channels', name)).toEqual([{ name: 'general' }])
    expect((await open(url)).identity).toEqual(opened[0]?.identity)
  })

  test('[I2][I4] ten nodes, one channel, the same ids from several: dense numbers, each message once, no deadlock', async () => {
    const { url, name } = await freshDatabase()
    const nodes = await Promise.all(Array.from({ length: 10 }, () => open(url)))
    const { draft, ada, ben, channelId } = await withHarbour(nodes[0] as Store)
    const general = nodes[0]?.identity.defaultChannelId ?? ''
    const drafts = Array.from({ length: 60 }, (_, n) => draft(`m${n}`, n % 3 === 0 ? { authorId: ben.id } : n % 3 === 1 ? { channelId: general } : {}))
    const answers = await Promise.all(nodes.flatMap((node, at) => drafts.filter((_, n) => n % 5 === at % 5).map((each) => node.append(each))))
    expect(answers.filter(({ fresh }) => fresh)).toHaveLength(60)
    expect(answers.filter(({ fresh }) => !fresh)).toHaveLength(60)
    for (const id of [channelId, general]) {
      const seqs = await onShared(`select seq::int from messages where channel_id = '${id}' order by seq`, name)
      expect(seqs.map(({ seq }) => seq)).toEqual(seqs.map((_, at) => at + 1))
    }
    expect(await onShared(`select deadlocks::int from pg_stat_database where datname = '${name}'`)).toEqual([{ deadlocks: 0 }])
    expect((await nodes[7]?.read('head.get', { userId: ada.id, channelId }))?.channel.lastSeq).toBe(40)
  })

  test('[I4] what several nodes ask at once and only one may have: the others are told in words', async () => {
    const { url } = await freshDatabase()
    const nodes = await Promise.all(Array.from({ length: 4 }, () => open(url)))
    const { ada, ben } = await withHarbour(nodes[0] as Store)
    const create = (node: Store) => codeOf(node.write('channel.create', { userId: ada.id, id: randomUUID(), kind: 'public', name: 'ferries', topic: '' }))
    expect((await Promise.all(nodes.map(create))).sort()).toEqual(['conflict', 'conflict', 'conflict', 'done'])
    const direct = (node: Store) => node.write('channel.direct', { userId: ada.id, id: randomUUID(), userIds: [ben.id] })
    expect(new Set((await Promise.all(nodes.map(direct))).map(({ channel }) => channel.id)).size).toBe(1)
    const rename = (node: Store, at: number) => codeOf(node.write('profile.update', { userId: at % 2 ? ada.id : ben.id, name: undefined, handle: 'pilot' }))
    expect((await Promise.all(nodes.map(rename))).filter((code) => code === 'done')).toHaveLength(2)
  })
})

describe('PostgreSQL that cannot be used is refused in one line without a password', () => {
  const refusal = (url: string): Promise<string> => open(url).then(() => 'opened', String)
  const changed = (url: string, parts: Partial<URL>): string => Object.assign(new URL(url), parts).href

  test.each<[string, Partial<URL>, RegExp]>([
    ['another password', { password: 'hunter2' }, /: the password is wrong/],
    ['no password', { password: '' }, /: it asks for a password/],
    ['another database', { pathname: '/atlantis' }, /atlantis: there is no such database/],
    ['another port', { port: '1' }, /127\.0\.0\.1:1\/.+: nothing listens there/],
    ['TLS that it does not speak', { search: '?sslmode=verify-full' }, /: it does not speak TLS/],
  ])('%s', async (_what, parts, said) => {
    const { url } = await freshDatabase()
    const refused = await refusal(changed(url, parts))
    expect(refused).toMatch(/^Error: PostgreSQL at 127\.0\.0\.1:\d+\/\w+: .+\.$/)
    expect(refused).toMatch(said)
    expect(refused).not.toMatch(/hunter2|tide/)
  })

  test('a database of another encoding', async () => {
    const { url } = await freshDatabase("encoding 'SQL_ASCII' template template0")
    expect(await refusal(url)).toMatch(/encoding of the database is not UTF8/)
  })

  test('a user who may not make tables', async () => {
    const { url } = await freshDatabase()
    await onShared("create role deckhand login password 'hunter2'")
    const refused = await refusal(changed(url, { username: 'deckhand', password: 'hunter2' }))
    await onShared('drop role deckhand')
    expect(refused).toMatch(/: this user may not make tables here\. Let it: grant create/)
  })
})
