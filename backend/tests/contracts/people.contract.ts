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
      const tell = (userId: string, seenBy: boolean) => store.write('preferences.update', { userId, changes: { seenBy } })
      return { ...town, profile, tell, rules, read, benSays: (content: string) => town.draft(content, { authorId: ben.id }) }
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

    test('[W95] when somebody is not to be disturbed is part of the person, written when they change it and never when it begins or ends', async () => {
      const { ada, told } = await harbour()
      const prefer = (changes: object) => store.write('preferences.update', { userId: ada.id, changes })
      const known = async () => (await store.read('user.get', { userIds: [ada.id] }))[0]
      const hours = { days: [1, 2], from: 1_320, to: 420 }
      await prefer({ timeZone: 'Europe/Berlin', sound: false })
      expect(await known(), 'nothing to tell').toEqual(ada)
      await prefer({ quiet: { until: null, hours } })
      const quiet = { until: null, hours, timeZone: 'Europe/Berlin' }
      expect(await known()).toEqual({ ...ada, quiet, rev: (await known())?.rev })
      expect(told.at(-1)).toMatchObject({ to: 'workspace', event: { type: 'user.changed', user: { quiet } } })
      const { rev } = (await known()) ?? { rev: 0 }
      await prefer({ sound: true })
      expect((await known())?.rev, 'another preference').toBe(rev)
      await prefer({ timeZone: 'UTC' })
      expect(await known()).toMatchObject({ rev: rev + 1, quiet: { timeZone: 'UTC' } })
      await prefer({ quiet: { until: null, hours: null } })
      expect((await known())?.quiet).toBeUndefined()
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
      const { ada, ben, cleo, channelId, post, tell, read } = await harbour()
      await store.write('member.add', { userId: ada.id, channelId, userIds: [cleo.id] })
      const { id: messageId } = await post('Who has seen this?')
      const seen = (userId: string) => store.read('seen.message', { userId, messageId })
      expect(await seen(ada.id)).toEqual({ count: 0, more: false, userIds: [] })
      await read(ben.id, 1)
      await read(cleo.id, 1)
      expect((await seen(ada.id)).userIds.toSorted()).toEqual([ben.id, cleo.id].sort())
      await store.write('read.setBack', { userId: cleo.id, channelId, seq: 1 })
      expect((await seen(ada.id)).userIds).toEqual([ben.id])
      await tell(ben.id, false)
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

    test('[W93] a vote is a set: said twice it is one, changed it is moved, and the count is that of the votes', async () => {
      const { ada, ben, cleo, channelId, draft, since } = await harbour()
      await store.write('member.add', { userId: ada.id, channelId, userIds: [cleo.id] })
      const asked = draft('Which?', { poll: { options: ['herring', 'cod', 'sole'], multiple: true } })
      const { message } = await store.append(asked)
      expect((await store.append(asked)).fresh).toBe(false)
      expect(await codeOf(store.append({ ...asked, poll: { options: ['herring', 'cod'] } }))).toBe('conflict')
      const vote = (userId: string, choices: number[]) => store.write('poll.vote', { userId, messageId: message.id, choices })
      const first = await vote(ben.id, [2, 0, 2])
      expect((await vote(ben.id, [0, 2])).rev).toBe(first.rev)
      await vote(cleo.id, [0])
      await vote(ben.id, [1])
      const last = await vote(cleo.id, [])
      expect(last.poll).toMatchObject({ voters: 1, options: [{ count: 0 }, { count: 1, userIds: [ben.id] }, { count: 0 }] })
      expect(last.rev).toBe(first.rev + 3)
      const { events } = await since(ada, first.rev)
      expect(events).toMatchObject([{ type: 'message.changed', rev: last.rev, message: last }])
      const told = await store.read('poll.votes', { userId: ada.id, messageId: message.id, cursor: undefined, limit: 10 })
      expect(told).toEqual({ votes: [{ userId: ben.id, choices: [1] }], cursor: null })
      expect(await codeOf(vote(ben.id, [3]))).toBe('invalid')
      expect(await codeOf(store.write('poll.close', { userId: ben.id, messageId: message.id }))).toBe('forbidden')
      await store.write('poll.close', { userId: ada.id, messageId: message.id })
      expect(await codeOf(vote(ben.id, [0]))).toBe('forbidden')
      expect((await store.read('message.answer', { userId: ben.id, messageId: message.id })).choices).toEqual([1])
    })

    test('[W93] of an anonymous poll nobody is told a name; one that takes one choice takes one; time closes it', async () => {
      const { ada, ben, draft, told } = await harbour()
      const { message } = await store.append(draft('Secretly?', { poll: { options: ['yes', 'no'], anonymous: true, closesAt: Date.now() + 400 } }))
      const messageId = message.id
      told.length = 0
      const counted = await store.write('poll.vote', { userId: ben.id, messageId, choices: [1] })
      expect(counted.poll?.options).toEqual([
        { text: 'yes', count: 0, userIds: [] },
        { text: 'no', count: 1, userIds: [] },
      ])
      expect(JSON.stringify([counted, told.filter(({ to }) => to === 'channel')])).not.toContain(ben.id)
      expect(await codeOf(store.read('poll.votes', { userId: ada.id, messageId, cursor: undefined, limit: 10 }))).toBe('forbidden')
      expect(await codeOf(store.write('poll.vote', { userId: ben.id, messageId, choices: [0, 1] }))).toBe('invalid')
      await new Promise((resolve) => setTimeout(resolve, 450))
      expect(await codeOf(store.write('poll.vote', { userId: ben.id, messageId, choices: [0] }))).toBe('forbidden')
    })

    test('[W94] who noticed a pressing message is counted once, its author never; a deletion takes all answers', async () => {
      const { ada, ben, draft, post } = await harbour()
      const { message } = await store.append(draft('Leak!', { priority: 'urgent', poll: { options: ['stay', 'go'] } }))
      const messageId = message.id
      const notice = (userId: string) => store.write('message.acknowledge', { userId, messageId })
      await notice(ada.id)
      const first = await notice(ben.id)
      expect(await notice(ben.id)).toEqual(first)
      expect(first.priority).toEqual({ level: 'urgent', count: 1, userIds: [ben.id] })
      const { people } = await store.read('message.acknowledged', { userId: ada.id, messageId, cursor: undefined, limit: 10 })
      expect(people).toEqual([{ userId: ben.id, at: expect.any(Number) }])
      expect(await codeOf(store.write('message.acknowledge', { userId: ben.id, messageId: (await post('nothing')).id }))).toBe('invalid')
      const gone = await store.write('message.remove', { userId: ada.id, messageId })
      expect([gone.poll, gone.priority]).toEqual([undefined, undefined])
      expect(await store.read('message.answer', { userId: ben.id, messageId })).toEqual({ choices: [], acknowledgedAt: null })
      expect(await codeOf(notice(ben.id))).toBe('invalid')
    })
  })
}
