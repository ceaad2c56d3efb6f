import { LIMITS } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, withHarbour } from './harbour.ts'

/** What every store promises of emoji on messages. */
export function reactionsContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps the promises of reactions`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())

    const harbour = async () => {
      const town = await withHarbour(store)
      const react = (userId: string, messageId: string, emoji: string, on = true) => store.write('reaction.set', { userId, messageId, emoji, on })
      const page = (userId: string) => store.read('message.page', { userId, channelId: town.channelId, at: 'newest', limit: 50 })
      return { ...town, react, page }
    }

    test('[C17] [W33] it is a set: what is so already changes nothing, and the newest row has the count', async () => {
      const { ada, ben, post, react, head, page, told } = await harbour()
      const { id } = await post('low tide')
      const { clock } = (await head(ada)).channel
      const first = await react(ada.id, id, '🎉')
      expect(first).toMatchObject({ messageId: id, userId: ada.id, on: true, count: 1, rev: clock + 1 })
      expect(await react(ada.id, id, '🎉')).toEqual(first)
      expect(await react(ben.id, id, '🎉')).toMatchObject({ count: 2, rev: clock + 2 })
      expect(await react(ben.id, id, '👍', false)).toMatchObject({ on: false, count: 0, rev: 0 })
      expect(await react(ada.id, id, '🎉', false)).toMatchObject({ on: false, count: 1, rev: clock + 3 })
      expect((await head(ada)).channel.clock).toBe(clock + 3)
      expect((await page(ada.id)).reactions).toEqual([{ messageId: id, emoji: '🎉', count: 1, userIds: [ben.id] }])
      expect(told.flatMap((change) => ('event' in change && change.event.type === 'reaction.changed' ? change.event.rev : []))).toEqual(
        [1, 2, 3].map((n) => clock + n),
      )
    })

    test('[C11] [C3] taken back is a state: who was away hears of it', async () => {
      const { ada, ben, channelId, post, react, since, head } = await harbour()
      const { id } = await post('low tide')
      await react(ada.id, id, '🎉')
      const { clock } = (await head(ada)).channel
      await react(ada.id, id, '🎉', false)
      const reaction = { channelId, messageId: id, emoji: '🎉', userId: ada.id, on: false, count: 0, rev: clock + 1 }
      expect((await since(ben, clock)).events).toEqual([{ type: 'reaction.changed', channelId, rev: clock + 1, reaction }])
    })

    test('[I6] who may not write there does not react, a deleted message takes none and shows none', async () => {
      const { ada, cleo, post, react, page } = await harbour()
      const { id } = await post('low tide')
      expect(await codeOf(react(cleo.id, id, '🎉'))).toBe('not_found')
      await react(ada.id, id, '🎉')
      await store.write('message.remove', { userId: ada.id, messageId: id })
      expect(await codeOf(react(ada.id, id, '👍'))).toBe('conflict')
      expect((await page(ada.id)).reactions).toEqual([])
    })

    test('[C17] a page names the first twenty, and what is mine beyond them', async () => {
      const { ada, channelId, post, react, page } = await harbour()
      const { id } = await post('low tide')
      const crowd = await Promise.all(Array.from({ length: LIMITS.reactionPeople + 2 }, () => withHarbour(store).then(({ ben }) => ben)))
      await store.write('member.add', { userId: ada.id, channelId, userIds: crowd.map((one) => one.id) })
      for (const one of crowd) await react(one.id, id, '🐳')
      const last = crowd.at(-1)?.id ?? ''
      const [mine, theirs] = [await page(last), await page(ada.id)]
      expect(mine.reactions).toEqual([{ messageId: id, emoji: '🐳', count: crowd.length, userIds: crowd.slice(0, LIMITS.reactionPeople).map((one) => one.id) }])
      expect(theirs.reactions).toEqual(mine.reactions)
      expect([mine.mine, theirs.mine]).toEqual([[{ messageId: id, emoji: '🐳' }], []])
      const list = (cursor?: string) => store.read('reaction.list', { userId: ada.id, messageId: id, emoji: '🐳', cursor, limit: 20 })
      const [one, two] = [await list(), await list((await list()).cursor ?? '')]
      expect([...one.reactions, ...two.reactions].map(({ userId }) => userId)).toEqual(crowd.map(({ id: userId }) => userId))
      expect(two.cursor).toBeNull()
    })

    test('[I7] one person puts at most 20 kinds on a message, taken back or not', async () => {
      const { ada, ben, post, react } = await harbour()
      const { id } = await post('low tide')
      const kind = (n: number) => String.fromCodePoint(0x1f400 + n)
      for (let n = 0; n < LIMITS.reactionKindsPerPerson; n++) await react(ada.id, id, kind(n))
      await react(ada.id, id, kind(0), false)
      expect(await codeOf(react(ada.id, id, kind(30)))).toBe('conflict')
      expect(await codeOf(react(ada.id, id, kind(0)))).toBe('done')
      expect(await codeOf(react(ben.id, id, kind(30)))).toBe('done')
    })
  })
}
