import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, revsOf, withHarbour } from './harbour.ts'

/** What every store promises, whatever keeps it. */
export function storeContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps the store's promises`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())
    const harbour = () => withHarbour(store)

    test('[C1][C12] every message raises the clock by one and takes the next number', async () => {
      const { post, head, ada } = await harbour()
      const { clock } = (await head(ada)).channel
      const sent = [await post('one'), await post('two'), await post('three')]
      expect(sent.map(({ rev }) => rev)).toEqual([clock + 1, clock + 2, clock + 3])
      expect(sent.map(({ seq }) => seq)).toEqual([1, 2, 3])
      expect((await head(ada)).channel).toMatchObject({ clock: clock + 3, lastSeq: 3 })
    })

    test('[C12] a hundred at once: dense numbers, in the order they were asked', async () => {
      const { post } = await harbour()
      const sent = await Promise.all(Array.from({ length: 100 }, (_, i) => post(`m${i}`)))
      expect(sent.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
    })

    test('[I4] the same id again gives the same message back and moves no clock', async () => {
      const { draft, head, ada } = await harbour()
      const hello = draft('hello')
      const first = await store.append(hello)
      const { clock } = (await head(ada)).channel
      expect(await store.append(hello)).toEqual({ message: first.message, fresh: false })
      expect((await head(ada)).channel.clock).toBe(clock)
    })

    test('[I4] twice in one batch is once', async () => {
      const { draft } = await harbour()
      const hello = draft('hello')
      const answers = await Promise.all([store.append(hello), store.append(hello), store.append(hello)])
      expect(answers.map(({ fresh }) => fresh)).toEqual([true, false, false])
      expect(new Set(answers.map(({ message }) => message.seq))).toEqual(new Set([1]))
    })

    test('[I4] a repeat is answered with the row as it is today, edited or deleted', async () => {
      const { draft, ada } = await harbour()
      const hello = draft('hello')
      const { message } = await store.append(hello)
      await store.write('message.edit', { userId: ada.id, messageId: message.id, content: 'hello!', version: undefined })
      expect((await store.append(hello)).message.content).toBe('hello!')
      await store.write('message.remove', { userId: ada.id, messageId: message.id })
      expect((await store.append(hello)).message).toMatchObject({ content: '', deleted: true, seq: 1 })
    })

    test('[W31] a known id with other words, another author or channel is a conflict', async () => {
      const { draft, ben } = await harbour()
      const hello = draft('hello')
      await store.append(hello)
      expect(await codeOf(store.append({ ...hello, content: 'other' }))).toBe('conflict')
      expect(await codeOf(store.append({ ...hello, authorId: ben.id }))).toBe('conflict')
      expect(await codeOf(store.append({ ...hello, channelId: store.identity.defaultChannelId }))).toBe('conflict')
    })

    test('[I6] a refused item of a batch is answered alone', async () => {
      const { draft, cleo, head, ada } = await harbour()
      const answers = await Promise.allSettled([
        store.append(draft('one')),
        store.append(draft('let me in', { authorId: cleo.id })),
        store.append(draft('two')),
      ])
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((await head(ada)).channel.lastSeq).toBe(2)
    })

    test('[I1] changes are told before the write resolves, in the order of the clocks', async () => {
      const { draft, told, channelId } = await harbour()
      told.length = 0
      await Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const { message } = await store.append(draft(`m${i}`))
          expect(told.some((change) => change.to === 'channel' && change.event.rev === message.rev)).toBe(true)
        }),
      )
      const revs = revsOf(told.flatMap((change) => (change.to === 'channel' && change.channelId === channelId ? [change.event] : [])))
      expect(revs).toEqual(Array.from({ length: 20 }, (_, i) => (revs[0] ?? 0) + i))
    })
  })
}
