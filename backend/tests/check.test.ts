import { join } from 'node:path'
import type { DurableEvent, Head } from '@parley/protocol'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { run } from '../../bin/moving.ts'
import { Stores } from '../../client/src/stores.ts'
import { runs, seeded } from '../../client/tests/model/random.ts'
import { check, isWhole, mend } from '../store/check/index.ts'
import { openStore } from '../store/index.ts'
import { sqliteAt } from '../store/moving/address.ts'
import type { Store } from '../store/store.ts'
import { withHarbour } from './contracts/harbour.ts'
import { temporaryFolder } from './harness.ts'

type Town = Awaited<ReturnType<typeof withHarbour>>
const opened: Store[] = []
afterAll(async () => {
  for (const store of opened) await store[Symbol.asyncDispose]()
})

const acts = ['send', 'mention', 'benSends', 'read', 'unread', 'delete', 'edit', 'leave', 'join'] as const
const anAct = fc.record({ does: fc.constantFrom(...acts), at: fc.nat(30) })
type Act = typeof anAct extends fc.Arbitrary<infer A> ? A : never

/** What a day in the harbour does to Ben's count of what he has not read. */
async function perform({ store, ada, ben, channelId, post, draft }: Town, sent: { id: string; seq: number }[], { does, at }: Act): Promise<void> {
  const some = sent[at % Math.max(1, sent.length)]
  const place = { userId: ben.id, channelId }
  const quietly = (work: Promise<unknown>) => work.catch(() => {})
  if (does === 'send') sent.push(await post(`tide ${at}`))
  else if (does === 'mention') sent.push(await post(`@${ben.handle}, the tide ${at}`))
  else if (does === 'benSends') await quietly(store.append(draft('aye', { authorId: ben.id })))
  else if (does === 'read') await quietly(store.write('read.raise', { ...place, seq: at, urev: undefined }))
  else if (does === 'unread') await quietly(store.write('read.setBack', { ...place, seq: at }))
  else if (does === 'leave') await quietly(store.write('member.remove', { ...place, memberId: ben.id }))
  else if (does === 'join') await store.write('member.add', { userId: ada.id, channelId, userIds: [ben.id] })
  else if (some && does === 'delete') await store.write('message.remove', { userId: ada.id, messageId: some.id })
  else if (some) await quietly(store.write('message.edit', { userId: ada.id, messageId: some.id, content: `@${ben.handle} ${at}`, version: undefined }))
}

/** A head, and Ben's own clock when it was read. */
interface Read {
  head: Head
  me: number
}

/** What Ben's client makes of these events, in the order they come. Where he joined what he does not know, it asks for the head. */
function counted(ben: Town['ben'], first: Read, fresh: Read, events: readonly DurableEvent[]) {
  const never = () => new Promise<never>(() => {})
  const joined = (id: string) => void (stores.conversations.has(id) || stores.conversations.head(fresh.head, fresh.me))
  const stores = new Stores({ call: never, page: never, row: () => {}, made: () => {}, head: () => {}, joined, left: () => {}, recount: () => {} } as never)
  stores.identity.welcome({ user: ben, session: '', workspace: { id: '', name: '', registration: 'open', defaultChannelId: '', rev: 0, clock: 0 } } as never)
  stores.conversations.head(first.head, first.me)
  for (const event of events) stores.apply(event)
  const conversation = stores.conversations.get(first.head.channel.id)
  return { unread: conversation?.unread, mentions: conversation?.mentions, readSeq: conversation?.readSeq }
}

describe('[C13][C14] what is unread', () => {
  test('is what a fresh start counts, mentions too, in whatever order and however often the events come', async () => {
    const store = await openStore({ dataDir: temporaryFolder() })
    opened.push(store)
    const property = fc.asyncProperty(fc.nat(), fc.array(anAct, { minLength: 6, maxLength: 16 }), async (seed, walk) => {
      const town = await withHarbour(store)
      const { ben, channelId, told } = town
      const look = async (): Promise<Read> => ({
        head: await store.read('head.get', { userId: ben.id, channelId }),
        me: (await store.read('welcome', { userId: ben.id })).me,
      })
      const first = await look()
      told.length = 0
      const sent: { id: string; seq: number }[] = []
      for (const act of walk) await perform(town, sent, act)
      await store.write('member.add', { userId: town.ada.id, channelId, userIds: [ben.id] })
      await town.post('the last word')
      const events = told.flatMap((change) => {
        const his = (change.to === 'channel' && change.channelId === channelId) || (change.to === 'user' && change.userId === ben.id)
        return his ? [change.event] : []
      })
      const random = seeded(seed)
      const shuffled = [...events, ...events.filter(() => random() < 0.4)].map((event) => ({ event, at: random() })).sort((a, b) => a.at - b.at)
      const fresh = await look()
      const { readSeq, mentions = [], channel } = fresh.head
      expect(readSeq).toBeGreaterThanOrEqual(0)
      expect(readSeq).toBeLessThanOrEqual(channel.lastSeq)
      const right = { unread: channel.lastSeq - readSeq, mentions: mentions.length, readSeq }
      expect(right.unread, 'nobody has read the last word').toBeGreaterThan(0)
      for (const order of [events, shuffled.map(({ event }) => event)]) expect(counted(ben, first, fresh, order)).toEqual(right)
    })
    await fc.assert(property, runs(6))
  }, 90_000)
})

describe('check', () => {
  /** A workspace with a poll, a pressing message and marks; closed, so that its file can be hurt. */
  async function closed() {
    const folder = temporaryFolder()
    const store = await openStore({ dataDir: folder })
    const town = await withHarbour(store)
    const { ben, channelId, draft } = town
    const { message } = await store.append(draft('North?', { poll: { options: ['yes', 'no'] }, priority: 'urgent' }))
    await store.write('poll.vote', { userId: ben.id, messageId: message.id, choices: [0] })
    await store.write('message.acknowledge', { userId: ben.id, messageId: message.id })
    await store.write('read.raise', { userId: ben.id, channelId, seq: 1, urev: undefined })
    await store[Symbol.asyncDispose]()
    const hurt = (...sql: string[]) => {
      const db = new Database(join(folder, 'parley.sqlite'))
      for (const each of sql) expect(db.prepare(each).run().changes, each).toBeGreaterThan(0)
      db.close()
    }
    return { ...town, folder, address: sqliteAt(folder), messageId: message.id, hurt }
  }

  test('finds nothing where nothing is wrong, also beside a server', async () => {
    const { address, folder } = await closed()
    const store = await openStore({ dataDir: folder })
    opened.push(store)
    const found = await check(address)
    expect(found).toEqual({ clocks: [], numbers: [], marks: [], counts: [], holes: [] })
    await expect(mend(address)).rejects.toThrow(/using the data folder|running/)
  })

  test('finds each kind of harm, mends it, and who returns is told of it [C11]', async () => {
    const { address, folder, ben, channelId, messageId, hurt } = await closed()
    const before = await openStore({ dataDir: folder })
    const { me } = await before.read('welcome', { userId: ben.id })
    const { clock } = (await before.read('head.get', { userId: ben.id, channelId })).channel
    await before[Symbol.asyncDispose]()
    hurt(
      `update reads set read_seq = 9 where user_id = '${ben.id}' and channel_id = '${channelId}'`,
      `update scopes set last_seq = 7 where id = '${channelId}'`,
      `update scopes set clock = 1 where id = '${ben.id}'`,
      `update messages set poll = replace(poll, '"count":1', '"count":5'), priority = replace(priority, '"count":1', '"count":3') where id = '${messageId}'`,
    )
    const found = await check(address)
    expect(found).toMatchObject({ clocks: [{ id: ben.id }], numbers: [{ id: channelId, last_seq: 7, newest: 1 }], marks: [{ read_seq: 9, last_seq: 1 }] })
    expect(found.counts.map(({ id }) => id)).toEqual([messageId])
    expect(isWhole(found)).toBe(false)
    await mend(address)
    expect(isWhole(await check(address))).toBe(true)

    const store = await openStore({ dataDir: folder })
    opened.push(store)
    const told = await store.read('sync.channel', { userId: ben.id, channelId, since: clock })
    expect(told.events.map(({ type }) => type).sort()).toEqual(['channel.changed', 'message.changed'])
    expect(told.events.find((event) => event.type === 'message.changed')).toMatchObject({ message: { poll: { voters: 1 }, priority: { count: 1 } } })
    const own = await store.read('sync.own', { userId: ben.id, since: me })
    expect(own.events).toMatchObject([{ type: 'read.changed', read: { channelId, readSeq: 1 } }])
  })

  test('the command says what it found, and fails where something is wrong', async () => {
    const { folder, channelId, hurt } = await closed()
    const [out, err] = [vi.spyOn(console, 'log').mockImplementation(() => {}), vi.spyOn(console, 'error').mockImplementation(() => {})]
    vi.stubEnv('DATA_DIR', folder).stubEnv('DATABASE_URL', '')
    try {
      expect(await run('check', [], '/quay')).toBe(0)
      expect(out).toHaveBeenLastCalledWith('Everything counts as it should.')
      hurt(`update scopes set last_seq = 7 where id = '${channelId}'`)
      expect(await run('check', [], '/quay')).toBe(1)
      expect(err).toHaveBeenLastCalledWith(
        expect.stringMatching(/counts 7 messages, and its newest has number 1\.\nStop the server and run "check --repair"\./),
      )
      expect(await run('check', ['--repair'], '/quay')).toBe(0)
      expect(await run('check', [], '/quay')).toBe(0)
      expect(await run('check', ['twice'], '/quay')).toBe(2)
    } finally {
      out.mockRestore()
      err.mockRestore()
      vi.unstubAllEnvs()
    }
  })
})
