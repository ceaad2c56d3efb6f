import { LIMITS } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, withHarbour } from './harbour.ts'

/** What every store says of people: what they say of themselves, who may write and how often, and who has read what. */
export function peopleContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps what is said of people`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())

    async function harbour() {
      const town = await withHarbour(store)
      const { ada, ben, channelId } = town
      const profile = (userId: string, change: object) => store.write('profile.update', { userId, name: undefined, handle: undefined, ...change })
      const rules = (change: { slowMs?: number; posting?: 'everyone' | 'admins' }, userId = ada.id) =>
        store.write('channel.update', { userId, channelId, name: undefined, topic: undefined, kind: undefined, archived: undefined, ...change })
      const read = (userId: string, seq: number) => store.write('read.raise', { userId, channelId, seq, urev: undefined })
      return { ...town, profile, rules, read, benSays: (content: string) => town.draft(content, { authorId: ben.id }) }
    }

    test('[C1] a status is part of the person, in the workspace; said again it changes nothing', async () => {
      const { ada, profile } = await harbour()
      const status = { emoji: '🎣', text: 'Gone fishing', until: 1 }
      const first = await profile(ada.id, { status })
      expect(first.status).toEqual(status)
      expect((await profile(ada.id, { status })).rev).toBe(first.rev)
      const none = await profile(ada.id, { status: null })
      expect(none.rev).toBe(first.rev + 1)
      expect('status' in none).toBe(false)
    })

    test('in a slow channel each waits for themselves; owners, other channels and repeats do not [I4]', async () => {
      const { ben, rules, benSays, post, draft } = await harbour()
      expect((await rules({ slowMs: 60_000 })).slowMs).toBe(60_000)
      const first = benSays('one')
      await store.append(first)
      const refused = await store.append(benSays('two')).catch((failure: unknown) => failure)
      expect(refused).toMatchObject({ code: 'too_fast' })
      expect((refused as { retryMs: number }).retryMs).toBeGreaterThan(50_000)
      expect((refused as { retryMs: number }).retryMs).toBeLessThanOrEqual(60_000)
      expect((await store.append(first)).fresh).toBe(false)
      await post('I made it')
      await post('so I may')
      await store.append(draft('elsewhere', { authorId: ben.id, channelId: store.identity.defaultChannelId }))
      await rules({ slowMs: 0 })
      await store.append(benSays('three'))
    })

    test('in a slow channel two at once are one, and the pause is measured from the last', async () => {
      const { rules, benSays } = await harbour()
      await rules({ slowMs: 300 })
      const both = await Promise.allSettled([store.append(benSays('a')), store.append(benSays('b'))])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      await new Promise((resolve) => setTimeout(resolve, 320))
      await store.append(benSays('c'))
      expect(await codeOf(store.append(benSays('d')))).toBe('too_fast')
    })

    test('[I6] where only owners write, a member reads; the rules are set by who shapes the channel', async () => {
      const { ben, rules, benSays, post, read } = await harbour()
      const before = await store.append(benSays('before'))
      expect(await codeOf(rules({ posting: 'admins' }, ben.id))).toBe('forbidden')
      expect((await rules({ posting: 'admins' })).posting).toBe('admins')
      expect(await codeOf(store.append(benSays('after')))).toBe('forbidden')
      const edit = store.write('message.edit', { userId: ben.id, messageId: before.message.id, content: 'by another way', version: undefined })
      expect(await codeOf(edit)).toBe('forbidden')
      await post('Hear ye')
      await read(ben.id, 2)
      await store.write('message.remove', { userId: ben.id, messageId: before.message.id })
    })

    test('[C13] who has seen a message is told from the marks: not its author, not who left or hides it; and who hides is told nothing', async () => {
      const { ada, ben, cleo, channelId, post, profile, read } = await harbour()
      await store.write('member.add', { userId: ada.id, channelId, userIds: [cleo.id] })
      const { id: messageId } = await post('Who has seen this?')
      const seen = (userId: string) => store.read('seen.message', { userId, messageId })
      expect(await seen(ada.id)).toEqual({ count: 0, more: false, userIds: [] })
      await read(ben.id, 1)
      await read(cleo.id, 1)
      expect((await seen(ada.id)).userIds.toSorted()).toEqual([ben.id, cleo.id].sort())
      await store.write('read.setBack', { userId: cleo.id, channelId, seq: 1 })
      expect((await seen(ada.id)).userIds).toEqual([ben.id])
      await profile(ben.id, { hidesReads: true })
      expect(await seen(ada.id)).toEqual({ count: 0, more: false, userIds: [] })
      await read(cleo.id, 1)
      expect([(await seen(ada.id)).count, (await seen(ben.id)).count]).toEqual([1, 0])
      const marks = (userId: string) => store.read('seen.marks', { userId, channelId })
      expect((await marks(ben.id)).marks).toEqual([])
      expect((await marks(ada.id)).marks.map(({ userId, seq }) => [userId, seq]).sort()).toEqual(
        [
          [ada.id, 1],
          [cleo.id, 1],
        ].sort(),
      )
      await store.write('member.remove', { userId: cleo.id, channelId, memberId: cleo.id })
      expect(await seen(ada.id)).toEqual({ count: 0, more: false, userIds: [] })
      expect(await codeOf(store.read('seen.marks', { userId: cleo.id, channelId }))).toBe('not_found')
    })

    test('a channel of more than a few is too large for marks, and its messages can be asked about all the same', async () => {
      const { ada, ben, channelId, post, read } = await harbour()
      const crowd = await Promise.all(
        Array.from({ length: LIMITS.seenPeople }, (_, n) => {
          const handle = `${channelId.slice(0, 8)}-${n}`
          const person = { id: crypto.randomUUID(), name: 'Gull', handle, suggested: handle, email: `${handle}@example.org`, passwordHash: 'x' }
          return store.write('account.register', { ...person, mayOwn: false, registration: undefined, inviteHash: undefined })
        }),
      )
      await store.write('member.add', { userId: ada.id, channelId, userIds: crowd.map(({ id }) => id) })
      const { id: messageId } = await post('A crowd')
      for (const { id } of [ben, ...crowd]) await read(id, 1)
      expect(await store.read('seen.marks', { userId: ada.id, channelId })).toEqual({ marks: [], large: true })
      expect(await store.read('seen.message', { userId: ada.id, messageId })).toMatchObject({ count: LIMITS.seenPeople + 1, more: false })
    })
  })
}
