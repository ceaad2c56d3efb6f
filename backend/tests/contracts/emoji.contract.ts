import type { User } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { PIXEL } from '../pictures.ts'
import { codeOf, withHarbour } from './harbour.ts'

let emoji = 0

/** What every store promises of the workspace's own emoji. */
export function emojiContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps the promises of custom emoji`, () => {
    let store: Store
    /** Who came first. */
    let owner: User
    beforeAll(async () => {
      store = await open()
      owner = (await withHarbour(store)).ada
    })
    afterAll(() => store[Symbol.asyncDispose]())
    const harbour = async () => {
      const at = await withHarbour(store)
      const gull = `gull${++emoji}`
      const add = (user: User, over: { id?: string; name?: string; aliases?: string[] } = {}) => {
        const id = over.id ?? crypto.randomUUID()
        return store.write('emoji.add', { userId: user.id, name: gull, aliases: [], picture: PIXEL, ...over, id, file: `${id}.png` })
      }
      const remove = (user: User, emojiId: string) => store.write('emoji.remove', { userId: user.id, emojiId })
      const setting = (who: 'everyone' | 'admins') =>
        store.write('workspace.update', { userId: owner.id, name: undefined, registration: undefined, emoji: who })
      return { ...at, gull, add, remove, setting }
    }

    test('[W120] [C2] [C3] it is a row of the workspace; removed it is a state without its picture, and the name is free', async () => {
      const { add, remove, told, ada, ben, gull } = await harbour()
      const row = await add(ben, { aliases: [`${gull}-sea`] })
      expect(told.at(-1)).toEqual({ to: 'workspace', event: { type: 'emoji.changed', rev: row.rev, emoji: row } })
      expect(await store.read('emoji.list', {})).toContainEqual(row)
      expect(await store.read('emoji.picture', { file: row.file })).toBe(PIXEL)
      const gone = await remove(owner, row.id)
      expect(gone).toEqual({ ...row, file: '', removed: true, rev: row.rev + 1 })
      expect(await remove(ben, row.id), 'removed again').toEqual(gone)
      expect(await store.read('emoji.picture', { file: row.file })).toBeNull()
      const { events } = await store.read('sync.workspace', { since: row.rev })
      expect(events).toEqual([{ type: 'emoji.changed', rev: gone.rev, emoji: gone }])
      expect((await add(ada, { name: `${gull}-sea` })).rev).toBe(gone.rev + 1)
    })

    test('[I4] it is added once; a name means one thing, whoever calls it so', async () => {
      const { add, ada, ben, gull } = await harbour()
      const id = crypto.randomUUID()
      const row = await add(ada, { id, aliases: [`${gull}-sea`] })
      expect(await add(ada, { id, aliases: [`${gull}-sea`] })).toEqual(row)
      expect(await codeOf(add(ben, { id })), 'the id of another').toBe('conflict')
      expect(await codeOf(add(ben))).toBe('conflict')
      expect(await codeOf(add(ben, { name: `${gull}-sea` }))).toBe('conflict')
      expect(await codeOf(add(ben, { name: `${gull}-b`, aliases: [gull] }))).toBe('conflict')
      const change = (user: User, aliases: string[]) => store.write('emoji.change', { userId: user.id, emojiId: id, aliases })
      expect(await change(ada, [`${gull}-c`])).toMatchObject({ aliases: [`${gull}-c`], rev: row.rev + 1 })
      expect(await change(ada, [`${gull}-c`]), 'so already').toMatchObject({ rev: row.rev + 1 })
      expect(await codeOf(change(ada, [gull])), 'its own name twice').toBe('conflict')
      expect(await codeOf(change(ben, []))).toBe('forbidden')
    })

    test('[I6] who may add is a setting; guests never; others remove what they added', async () => {
      const { add, remove, setting, ada, ben, cleo, gull } = await harbour()
      await store.write('user.update', { userId: owner.id, targetId: cleo.id, role: 'guest', deactivated: undefined })
      const first = await add(ben)
      await setting('admins')
      expect(await codeOf(add(ben, { name: `${gull}-b` }))).toBe('forbidden')
      expect(await codeOf(add(owner, { name: `${gull}-a` }))).toBe('done')
      expect(await codeOf(remove(ben, first.id)), 'their own').toBe('done')
      await setting('everyone')
      expect(await codeOf(add(cleo, { name: `${gull}-c` }))).toBe('forbidden')
      expect(await codeOf(remove(ben, (await add(ada, { name: `${gull}-d` })).id))).toBe('forbidden')
    })

    test('[W121] a reaction with it needs it to be there; to be taken back it does not', async () => {
      const { add, remove, post, ada, ben, gull } = await harbour()
      const row = await add(ada, { aliases: [`${gull}-sea`] })
      const { id: messageId } = await post('who calls?')
      const react = (emoji: string, on = true) => store.write('reaction.set', { userId: ben.id, messageId, emoji, on })
      expect(await codeOf(react(`:${gull}-sea:`)), 'by its first name only').toBe('invalid')
      expect(await react(`:${gull}:`)).toMatchObject({ emoji: `:${gull}:`, count: 1 })
      await remove(ada, row.id)
      expect(await react(`:${gull}:`, false)).toMatchObject({ on: false, count: 0 })
      expect(await codeOf(react(`:${gull}:`))).toBe('invalid')
    })
  })
}
