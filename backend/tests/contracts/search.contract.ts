import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, withHarbour } from './harbour.ts'

/** What every store finds, and what it must not trip over. */
export function searchContract(name: string, open: () => Promise<Store>) {
  describe(`${name} finds messages by their words`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())

    async function harbour() {
      const town = await withHarbour(store)
      const { ada, channelId } = town
      const page = (q: string, cursor?: string) => store.read('search', { userId: ada.id, q, channelId, cursor, limit: 2 })
      return { ...town, page, found: async (q: string) => (await page(q)).messages.map(({ content }) => content) }
    }

    test('all words must occur, in any order; the last may be unfinished; case and marks do not matter', async () => {
      const { post, found } = await harbour()
      for (const words of ['The lighthouse keeper', 'a Crème brûlée at the quay', 'ΟΔΟΣ 42', 'keepers of secrets']) await post(words)
      expect(await found('keeper lighthouse')).toEqual(['The lighthouse keeper'])
      expect(await found('lighthouse keep')).toEqual(['The lighthouse keeper'])
      expect(await found('light keeper')).toEqual([])
      expect(await found('keep')).toEqual(['keepers of secrets', 'The lighthouse keeper'])
      for (const q of ['creme brulee', 'CRÈME', 'brûl']) expect(await found(q), q).toEqual(['a Crème brûlée at the quay'])
      expect(await found('οδοσ 42')).toEqual(['ΟΔΟΣ 42'])
    })

    test('words of any query language are only words', async () => {
      const { post, found, ada } = await harbour()
      await post('tide AND "moon" (high) rowid:7')
      expect(await found('"moon" AND')).toHaveLength(1)
      expect(await found('rowid:7')).toHaveLength(1)
      for (const q of ['" OR 1', 'NEAR(', '*', '^tide)', '-tide:', "'; drop table messages; --", "a' & !b:*", '\\', '<->']) await found(q)
      expect(await found('tide')).toHaveLength(1)
      expect(await codeOf(store.read('search', { userId: ada.id, q: 'tide', channelId: undefined, cursor: 'x1', limit: 2 }))).toBe('invalid')
    })

    test('the newest first, a page at a time; a word without end is a word', async () => {
      const { post, page, found } = await harbour()
      for (const n of [1, 2, 3]) await post(`buoy ${n}`)
      const first = await page('buoy')
      expect(first.messages.map(({ content }) => content)).toEqual(['buoy 3', 'buoy 2'])
      expect((await page('buoy', first.cursor ?? '')).messages.map(({ content }) => content)).toEqual(['buoy 1'])
      const endless = `${'w'.repeat(15_000)}𝒳`
      await post(endless)
      expect(await found('wwwwwwwwww')).toEqual([endless])
    })

    test('whatever was sent at one time is found, all of it', async () => {
      const { post, ada, channelId } = await harbour()
      const sent = await Promise.all(Array.from({ length: 75 }, (_, n) => post(`gull ${n}`)))
      const { messages } = await store.read('search', { userId: ada.id, q: 'gull', channelId, cursor: undefined, limit: 100 })
      expect(new Set(messages.map(({ id }) => id))).toEqual(new Set(sent.map(({ id }) => id)))
    })

    test('what was edited or deleted is found no more', async () => {
      const { post, found, ada } = await harbour()
      const { id } = await post('lighthouse keeper')
      await store.write('message.edit', { userId: ada.id, messageId: id, content: 'ferry pilot', version: undefined })
      expect([await found('lighthouse'), await found('ferry')]).toEqual([[], ['ferry pilot']])
      await store.write('message.remove', { userId: ada.id, messageId: id })
      expect(await found('ferry')).toEqual([])
    })
  })
}
