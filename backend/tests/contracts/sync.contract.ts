import { LIMITS } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, revsOf, withHarbour } from './harbour.ts'

/** What every store promises of positions, people and marks. */
export function syncContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps the promises of positions`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())
    const harbour = () => withHarbour(store)

    test('[C11] what was missed: the union of the tables above a clock, by rev, edits collapsed', async () => {
      const { post, since, head, ada, ben, channelId, cleo } = await harbour()
      const { clock } = (await head(ben)).channel
      const first = await post('first')
      await store.write('member.add', { userId: ada.id, channelId, userIds: [cleo.id] })
      await store.write('channel.update', { userId: ada.id, channelId, topic: 'Boats', name: undefined, kind: undefined, archived: undefined })
      await store.write('message.edit', { userId: ada.id, messageId: first.id, content: 'First', version: 1 })
      const missed = await since(ben, clock)
      expect(missed.events.map(({ type }) => type)).toEqual(['member.changed', 'channel.changed', 'message.changed'])
      expect(revsOf(missed.events)).toEqual([clock + 2, clock + 3, clock + 4])
      expect(missed).toMatchObject({ clock: clock + 4, more: false })
      expect(await since(ben, clock + 4)).toEqual({ events: [], clock: clock + 4, more: false })
    })

    test('[W24] a catch-up ends at 1,000 rows and says so; asked on, it comes to the end', async () => {
      const { post, since, ben } = await harbour()
      await Promise.all(Array.from({ length: LIMITS.catchUpRows + 200 }, (_, i) => post(`m${i}`)))
      const page = await since(ben, 0)
      expect(page.events).toHaveLength(LIMITS.catchUpRows)
      expect(page).toMatchObject({ more: true, clock: page.events.at(-1)?.rev })
      const rest = await since(ben, page.clock)
      expect(rest.more).toBe(false)
      const revs = revsOf([...page.events, ...rest.events])
      expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b))
      expect([...page.events, ...rest.events].filter(({ type }) => type === 'message.changed')).toHaveLength(LIMITS.catchUpRows + 200)
    })

    test('[C14] a read mark only rises, is clamped, and stays where it was set back', async () => {
      const { post, ben, channelId } = await harbour()
      for (const words of ['one', 'two', 'three']) await post(words)
      const read = (seq: number, urev?: number) => store.write('read.raise', { userId: ben.id, channelId, seq, urev })
      const high = await read(99)
      expect(high.readSeq).toBe(3)
      expect((await read(1)).readSeq).toBe(3)
      const back = await store.write('read.setBack', { userId: ben.id, channelId, seq: 2 })
      expect(back).toMatchObject({ readSeq: 1, rev: high.rev + 1 })
      expect((await read(3, high.rev)).readSeq).toBe(1)
      expect((await read(3, back.rev)).readSeq).toBe(3)
    })

    test("[C14] a message moves its author's own mark", async () => {
      const { post, head, ada, ben } = await harbour()
      await post('one')
      expect([(await head(ada)).readSeq, (await head(ben)).readSeq]).toEqual([1, 0])
    })

    test('one direct conversation, however many open it at once', async () => {
      const { ada, ben } = await harbour()
      const open = (userId: string, other: string) => store.write('channel.direct', { userId, id: crypto.randomUUID(), userIds: [other] })
      const heads = await Promise.all([open(ada.id, ben.id), open(ben.id, ada.id), open(ada.id, ben.id)])
      expect(new Set(heads.map(({ channel }) => channel.id)).size).toBe(1)
      expect(heads[0]?.people).toEqual([ada.id, ben.id].sort())
    })

    test('public names exclude each other, private names do not betray themselves', async () => {
      const { ada, ben } = await harbour()
      const create = (userId: string, kind: 'public' | 'private', name: string) =>
        codeOf(store.write('channel.create', { userId, id: crypto.randomUUID(), kind, name, topic: '' }))
      expect(await create(ada.id, 'public', 'Ferry Times')).toBe('done')
      expect(await create(ben.id, 'public', '#ferry_times')).toBe('conflict')
      expect(await create(ben.id, 'private', 'Ferry Times')).toBe('done')
      expect(await create(ben.id, 'public', 'harbour')).toBe('done')
    })

    test('nobody asked for is nobody, and no error', async () => {
      await harbour()
      expect(await store.read('user.get', { userIds: [] })).toEqual([])
      expect(await store.read('session.standing', { sessionIds: [], idleMs: 1_000 })).toEqual([])
    })

    test('of two last owners who resign at once, one stays', async () => {
      const owner = (await store.read('user.list', { q: '', cursor: undefined, limit: 100 })).users.find(({ role }) => role === 'owner')
      const { ada, ben } = await harbour()
      const first = owner?.id ?? ada.id
      const update = (userId: string, targetId: string, role: 'owner' | 'member') =>
        codeOf(store.write('user.update', { userId, targetId, role, deactivated: undefined }))
      expect(await update(first, ben.id, 'owner')).toBe('done')
      expect((await Promise.all([update(first, first, 'member'), update(ben.id, ben.id, 'member')])).sort()).toEqual(['done', 'forbidden'])
    })

    test('a membership is one row with two positions, both ticked', async () => {
      const { told, ada, cleo, channelId, head } = await harbour()
      const before = { channel: (await head(ada)).channel.clock, own: (await store.read('followed', { userId: cleo.id })).me }
      told.length = 0
      await store.write('member.add', { userId: ada.id, channelId, userIds: [cleo.id] })
      const events = told.flatMap((change) => ('event' in change ? [change.event] : []))
      expect(events).toMatchObject([
        { type: 'member.changed', rev: before.channel + 1, member: { userId: cleo.id, joined: true } },
        { type: 'membership.changed', rev: before.own + 1, membership: { channelId, joined: true } },
      ])
    })

    test('[C1] the news: which of many scopes have moved on, and the epoch', async () => {
      const { post, head, ada, ben, channelId } = await harbour()
      const { clock } = (await head(ada)).channel
      const { me } = await store.read('followed', { userId: ben.id })
      const known = [
        { id: channelId, clock },
        { id: ben.id, clock: me },
        { id: crypto.randomUUID(), clock: 0 },
      ]
      expect(await store.read('scope.news', { known })).toEqual({ epoch: store.identity.epoch, moved: [] })
      await post('one')
      await post('two')
      expect((await store.read('scope.news', { known })).moved).toEqual([{ id: channelId, clock: clock + 2 }])
      const many = Array.from({ length: 3_000 }, () => ({ id: crypto.randomUUID(), clock: 0 }))
      expect((await store.read('scope.news', { known: [...many, ...known] })).moved).toEqual([{ id: channelId, clock: clock + 2 }])
      expect((await store.read('scope.news', { known: [] })).moved).toEqual([])
    })

    test('[I6] what a scope told, for a whole node: rows, and in the same snapshot who may hear them', async () => {
      const { post, head, ada, ben, cleo, channelId } = await harbour()
      const { clock } = (await head(ada)).channel
      const { me } = await store.read('followed', { userId: ben.id })
      await store.write('member.remove', { userId: ada.id, channelId, memberId: ben.id })
      const { rev } = await post('without Ben')
      const told = await store.read('scope.told', { scopeId: channelId, since: clock, userIds: [ada.id, ben.id, cleo.id] })
      expect(told.events.map(({ type }) => type)).toEqual(['member.changed', 'message.changed'])
      expect(told).toMatchObject({ clock: rev, more: false, readers: [ada.id] })
      const own = await store.read('scope.told', { scopeId: ben.id, since: me, userIds: [ben.id] })
      expect(own.events).toMatchObject([{ type: 'membership.changed', membership: { channelId, joined: false } }])
      expect(own.places).toEqual({ [channelId]: { userId: ben.id, clock: rev, readable: false } })
      const workspace = await store.read('scope.told', { scopeId: store.identity.workspaceId, since: 0, userIds: [] })
      expect(workspace.events.map(({ type }) => type)).toContain('user.changed')
      expect(workspace.readers).toBeUndefined()
    })
  })
}
