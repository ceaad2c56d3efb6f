import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, withHarbour } from './harbour.ts'

/** What every store promises of pins and of what messages said before. */
export function pinsContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps the promises of pins and edits`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())

    test('[C20] [W33] a pin is a state of the row: a set, told once, gone with the words', async () => {
      const { ada, ben, cleo, channelId, post, head } = await withHarbour(store)
      const [one, two] = [await post('the door code'), await post('the tide table')]
      const { clock } = (await head(ada)).channel
      const pin = (userId: string, messageId: string, on = true) => store.write('message.pin', { userId, messageId, on })
      const pins = async () => (await store.read('message.pins', { userId: ben.id, channelId })).map(({ id }) => id)
      expect(await pin(ben.id, one.id)).toMatchObject({ pinned: { userId: ben.id }, rev: clock + 1, version: 1 })
      expect((await pin(ada.id, one.id)).rev).toBe(clock + 1)
      await pin(ada.id, two.id)
      expect((await pins()).sort()).toEqual([one.id, two.id].sort())
      expect(await pin(ada.id, one.id, false)).not.toHaveProperty('pinned')
      expect(await codeOf(pin(cleo.id, two.id, false))).toBe('not_found')
      expect(await pins()).toEqual([two.id])
      expect(await store.write('message.remove', { userId: ada.id, messageId: two.id })).not.toHaveProperty('pinned')
      expect(await pins()).toEqual([])
      expect(await codeOf(pin(ada.id, two.id))).toBe('conflict')
    })

    test('[C20] what it said before is for all who may read it, or for its author and administrators', async () => {
      const { ada, ben, cleo, post } = await withHarbour(store)
      const { id } = await post('low tide at six', { authorId: ben.id })
      for (const content of ['low tide at seven', 'low tide at eight'])
        await store.write('message.edit', { userId: ben.id, messageId: id, content, version: undefined })
      const said = async (userId: string) =>
        (await store.read('message.edits', { userId, messageId: id })).map(({ version, content }) => `${version} ${content}`)
      const before = ['2 low tide at seven', '1 low tide at six']
      expect(await said(ada.id)).toEqual(before)
      expect(await codeOf(said(cleo.id))).toBe('not_found')
      const { users } = await store.read('user.list', { q: '', cursor: undefined, limit: 100 })
      const owner = users.find(({ role }) => role === 'owner')?.id ?? ''
      const restrict = (edits: 'all' | 'admins') => store.write('workspace.update', { userId: owner, name: undefined, registration: undefined, edits })
      expect(await restrict('admins')).toMatchObject({ edits: 'admins' })
      expect(await said(ben.id)).toEqual(before)
      expect(await codeOf(said(ada.id))).toBe(ada.id === owner ? 'done' : 'forbidden')
      await restrict('all')
      await store.write('message.remove', { userId: ben.id, messageId: id })
      expect(await said(ben.id)).toEqual([])
    })
  })
}
