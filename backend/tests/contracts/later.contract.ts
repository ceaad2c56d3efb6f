import type { Later } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, withHarbour } from './harbour.ts'

const HOUR = 3_600_000

/** What every store promises of what people keep for later. */
export function laterContract(name: string, open: () => Promise<{ store: Store; beside: Store }>) {
  describe(`${name} keeps what is for later`, () => {
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

    async function harbour() {
      const town = await withHarbour(store)
      const plan = (inMs: number, over: object = {}) => ({
        userId: town.ada.id,
        id: crypto.randomUUID(),
        channelId: town.channelId,
        content: 'the tide turns',
        replyTo: undefined,
        at: Date.now() + inMs,
        ...over,
      })
      const words = async (): Promise<string[]> => {
        const page = await store.read('message.page', { userId: town.ada.id, channelId: town.channelId, at: 'newest', limit: 50 })
        return page.messages.map(({ content }) => content)
      }
      const rows = async (type: Later['type'], userId = town.ada.id) =>
        (await store.read('later.list', { userId, type, done: false, cursor: undefined, limit: 50 })).rows
      const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
      return { ...town, plan, words, rows, passed }
    }

    test('[W101] it leaves when its time has come, once, however often and by whomever it is sent', async () => {
      const { plan, words, rows, passed, ada } = await harbour()
      const { id } = await store.write('schedule.create', plan(100))
      expect(await store.write('schedule.fire', { id })).toMatchObject({ again: expect.any(Number) })
      expect([await words(), (await rows('schedule')).length]).toEqual([[], 1])
      await passed(110)
      await Promise.all(Array.from({ length: 10 }, (_, at) => (at % 2 ? store : beside).write('schedule.fire', { id })))
      expect(await store.write('schedule.send', { userId: ada.id, id })).toMatchObject({ state: 'sent', content: '' })
      expect([await words(), await rows('schedule')]).toEqual([['the tide turns'], []])
    })

    test('[W101] it is told with its message, in one commit; and known by the id that it was made with', async () => {
      const { plan, told, ada } = await harbour()
      const asked = plan(HOUR)
      const made = await store.write('schedule.create', asked)
      expect(await store.write('schedule.create', { ...asked, content: 'other words' })).toEqual(made)
      expect(await codeOf(store.write('schedule.create', { ...asked, userId: crypto.randomUUID() }))).toBe('conflict')
      told.length = 0
      const sent = await store.write('schedule.send', { userId: ada.id, id: made.id })
      const events = told.flatMap((change) => ('event' in change ? [change.event] : []))
      expect(events.map(({ type }) => type)).toEqual(['message.changed', 'read.changed', 'later.changed'])
      expect(events[0]).toMatchObject({ message: { id: sent.messageId, authorId: ada.id } })
      expect(await codeOf(store.write('schedule.update', { userId: ada.id, id: made.id, content: 'too late', at: undefined }))).toBe('conflict')
    })

    test('until then its words and its time may change; deleted it never leaves', async () => {
      const { plan, words, rows, ada, ben } = await harbour()
      const { id } = await store.write('schedule.create', plan(HOUR))
      expect(await codeOf(store.write('schedule.update', { userId: ben.id, id, content: 'mine', at: undefined }))).toBe('not_found')
      expect(await codeOf(store.write('schedule.update', { userId: ada.id, id, content: undefined, at: Date.now() - 1 }))).toBe('invalid')
      expect(await store.write('schedule.update', { userId: ada.id, id, content: 'low tide', at: undefined })).toMatchObject({ content: 'low tide' })
      expect(await store.write('schedule.delete', { userId: ada.id, id })).toMatchObject({ state: 'deleted', content: '' })
      await store.write('schedule.fire', { id })
      expect([await words(), await rows('schedule')]).toEqual([[], []])
      expect(await codeOf(store.write('schedule.create', plan(-1)))).toBe('invalid')
      expect(await codeOf(store.write('schedule.create', plan(500 * 24 * HOUR)))).toBe('invalid')
    })

    test('[W101][I6] what may not be sent any more is kept, with the reason, and waits again with another time', async () => {
      const { plan, words, rows, passed, ada, ben, channelId } = await harbour()
      const { id } = await store.write('schedule.create', plan(60, { userId: ben.id }))
      await store.write('member.remove', { userId: ada.id, channelId, memberId: ben.id })
      await passed(70)
      await store.write('schedule.fire', { id })
      expect(await rows('schedule', ben.id)).toMatchObject([{ id, state: 'refused', content: 'the tide turns', reason: expect.stringContaining('not in it') }])
      expect(await codeOf(store.write('schedule.send', { userId: ben.id, id }))).toBe('not_found')
      await store.write('member.add', { userId: ada.id, channelId, userIds: [ben.id] })
      const again = await store.write('schedule.update', { userId: ben.id, id, content: undefined, at: Date.now() + 60 })
      expect(again).toMatchObject({ state: 'waiting', reason: null })
      await passed(70)
      await store.write('schedule.fire', { id })
      expect(await words()).toEqual(['the tide turns'])
    })

    test('[W102] a reminder is said once; put off it is said again; it is about what its owner may read', async () => {
      const { post, passed, rows, told, ada, cleo } = await harbour()
      const message = await post('bring the rope')
      const ask = { id: crypto.randomUUID(), content: undefined, messageId: message.id, at: Date.now() + 60 }
      expect(await codeOf(store.write('reminder.create', { ...ask, userId: cleo.id }))).toBe('not_found')
      const { id } = await store.write('reminder.create', { ...ask, userId: ada.id })
      await passed(70)
      told.length = 0
      await Promise.all(Array.from({ length: 6 }, (_, at) => (at % 2 ? store : beside).write('reminder.fire', { id })))
      expect(await rows('reminder')).toMatchObject([{ id, state: 'fired', channelId: message.channelId }])
      // Its owner, and whoever tells them elsewhere.
      if (store === beside) expect(told.map(({ to }) => to)).toEqual(['user', 'jobs'])
      await store.write('reminder.update', { userId: ada.id, id, at: Date.now() + 60, content: undefined, done: undefined })
      expect(await rows('reminder')).toMatchObject([{ state: 'waiting' }])
      await passed(70)
      await store.write('reminder.fire', { id })
      expect(await rows('reminder')).toMatchObject([{ state: 'fired' }])
      await store.write('reminder.update', { userId: ada.id, id, at: undefined, content: undefined, done: true })
      expect(await rows('reminder')).toEqual([])
    })

    test('[W100] a message is kept by who may read it, and let go of by who may no longer', async () => {
      const { post, rows, ada, ben, cleo, channelId } = await harbour()
      const messageId = (await post('bring the rope')).id
      const set = (userId: string, state: 'todo' | 'done' | 'none') => store.write('saved.set', { userId, messageId, state })
      expect(await codeOf(set(cleo.id, 'todo'))).toBe('not_found')
      const first = await set(ben.id, 'todo')
      expect(await set(ben.id, 'todo')).toEqual(first)
      expect(await rows('saved', ben.id)).toEqual([first])
      await store.write('member.remove', { userId: ada.id, channelId, memberId: ben.id })
      expect(await set(ben.id, 'done')).toMatchObject({ state: 'done', savedAt: first.savedAt })
      expect(await set(ben.id, 'none')).toMatchObject({ state: 'none' })
      expect(await codeOf(set(ben.id, 'todo'))).toBe('not_found')
    })

    test('[W103] of a draft the last writer wins; it goes where its writer may read', async () => {
      const { rows, ada, cleo, channelId } = await harbour()
      const draft = (userId: string, content: string) => store.write('draft.set', { userId, channelId, content, replyTo: undefined })
      expect(await codeOf(draft(cleo.id, 'let me in'))).toBe('not_found')
      const first = await draft(ada.id, 'half a')
      expect(await draft(ada.id, 'half a')).toEqual(first)
      const second = await draft(ada.id, 'half a sentence')
      expect(second.rev).toBe(first.rev + 1)
      expect(await rows('draft')).toEqual([second])
      const emptied = await draft(ada.id, '  ')
      expect(emptied.content).toBe('')
      expect(await rows('draft')).toEqual([emptied])
    })

    test('[C11] what was missed is told in its latest state, and only to its owner', async () => {
      const { plan, post, ada, ben } = await harbour()
      const { clock } = await store.read('sync.own', { userId: ada.id, since: 0 })
      const { id } = await store.write('schedule.create', plan(HOUR))
      await store.write('schedule.update', { userId: ada.id, id, content: 'low tide', at: undefined })
      await store.write('saved.set', { userId: ada.id, messageId: (await post('bring the rope')).id, state: 'todo' })
      const missed = await store.read('sync.own', { userId: ada.id, since: clock })
      const laters = missed.events.flatMap((event) => (event.type === 'later.changed' ? [event.later] : []))
      expect(laters).toMatchObject([{ type: 'schedule', content: 'low tide' }, { type: 'saved' }])
      expect(JSON.stringify(await store.read('sync.own', { userId: ben.id, since: 0 }))).not.toContain('later.changed')
    })
  })
}
