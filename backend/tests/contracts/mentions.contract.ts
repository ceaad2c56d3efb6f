import { LIMITS, type User } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { codeOf, withHarbour } from './harbour.ts'

/** What every store promises of mentions and groups. */
export function mentionsContract(name: string, open: () => Promise<Store>) {
  describe(`${name} keeps the promises of mentions`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(() => store[Symbol.asyncDispose]())
    const harbour = async () => {
      const at = await withHarbour(store)
      const mentioned = async (user: User) => (await at.head(user)).mentions ?? []
      const listed = async (user: User, cursor?: string, limit = 10) => store.read('mention.list', { userId: user.id, unread: false, cursor, limit })
      const crew = (members: readonly User[], id: string = crypto.randomUUID(), handle = `crew.${at.ada.handle}`) =>
        store.write('group.create', { userId: at.ada.id, id, handle, name: 'Crew', members: members.map((user) => user.id) })
      return { ...at, mentioned, listed, crew }
    }

    test('a head names the unread messages that mention its reader; the mark takes them away, and setting it back brings them', async () => {
      const { post, mentioned, ada, ben, channelId } = await harbour()
      const first = await post(`ahoy @${ben.handle}`)
      expect(first.mentions).toEqual([ben.id])
      await post('nobody here')
      await post(`@here and @channel, @${ben.handle}`)
      await post(`mine: @${ben.handle}`, { authorId: ben.id })
      expect(await mentioned(ben), 'who writes has read').toEqual([])
      await store.write('read.setBack', { userId: ben.id, channelId, seq: 1 })
      expect([await mentioned(ben), await mentioned(ada)]).toEqual([[1, 3], []])
      await store.write('read.raise', { userId: ben.id, channelId, seq: 2, urev: undefined })
      expect(await mentioned(ben)).toEqual([3])
    })

    test('an edit mentions others, a deletion nobody', async () => {
      const { post, mentioned, listed, ada, ben } = await harbour()
      const said = await post('ahoy')
      const edit = (content: string) => store.write('message.edit', { userId: ada.id, messageId: said.id, content, version: undefined })
      expect((await edit(`ahoy @${ben.handle}`)).mentions).toEqual([ben.id])
      expect(await mentioned(ben)).toEqual([1])
      expect((await listed(ben)).messages.map(({ content }) => content)).toEqual([`ahoy @${ben.handle}`])
      expect((await edit(`ahoy \`@${ben.handle}\``)).mentions).toBeUndefined()
      expect(await mentioned(ben)).toEqual([])
      await edit('@channel')
      expect(await mentioned(ben)).toEqual([1])
      const gone = await store.write('message.remove', { userId: ada.id, messageId: said.id })
      expect([gone.mentions, await mentioned(ben), (await listed(ben)).messages]).toEqual([undefined, [], []])
    })

    test('[W88] who is named in a thread is meant without following it; all of it are those who follow', async () => {
      const { post, ada, ben, cleo } = await harbour()
      const parent = await post('who brings the anchor?')
      const { channel } = await store.write('thread.open', { userId: ada.id, messageId: parent.id, id: crypto.randomUUID() })
      const threadId = channel.id
      await post(`@${ben.handle} and @${cleo.handle}`, { channelId: threadId })
      await post('@channel', { channelId: threadId })
      const unread = (user: User) => store.read('mention.list', { userId: user.id, unread: true, cursor: undefined, limit: 10 })
      const told = await unread(ben)
      expect(told.messages.map(({ seq, channelId }) => [seq, channelId])).toEqual([[1, threadId]])
      expect(told.threads).toMatchObject([{ readSeq: 0, membership: null, channel: { id: threadId, parent: { messageId: parent.id } } }])
      expect(await unread(cleo), 'who is not in the channel').toMatchObject({ messages: [], threads: [] })
      await store.write('member.join', { userId: ben.id, channelId: threadId })
      await store.write('read.setBack', { userId: ben.id, channelId: threadId, seq: 1 })
      expect((await unread(ben)).messages.map(({ seq }) => seq)).toEqual([2, 1])
      await store.write('read.raise', { userId: ben.id, channelId: threadId, seq: 1, urev: undefined })
      expect((await unread(ben)).messages.map(({ seq }) => seq)).toEqual([2])
    })

    test('[C2][C3] a group is one row of the workspace; whoever is in it is mentioned by it, as long as they are', async () => {
      const { post, mentioned, crew, told, ada, ben, cleo } = await harbour()
      const group = await crew([ben, cleo])
      expect(told.at(-1)).toEqual({ to: 'workspace', event: { type: 'group.changed', rev: group.rev, group } })
      const said = await post(`ahoy @${group.handle}`)
      expect(said.mentions).toEqual([group.id])
      expect(await mentioned(ben)).toEqual([1])
      const update = (change: { members?: readonly string[]; deleted?: boolean }) =>
        store.write('group.update', { userId: ada.id, groupId: group.id, handle: undefined, name: undefined, members: undefined, deleted: false, ...change })
      expect(await update({ members: [cleo.id] })).toMatchObject({ rev: group.rev + 1, members: [cleo.id] })
      expect(await mentioned(ben)).toEqual([])
      await update({ members: [ben.id] })
      expect(await mentioned(ben)).toEqual([1])
      expect(await update({ deleted: true })).toMatchObject({ deleted: true, members: [], handle: '' })
      expect(await mentioned(ben)).toEqual([])
      const { events } = await store.read('sync.workspace', { since: group.rev })
      expect(events.flatMap((event) => (event.type === 'group.changed' ? [event.group.deleted] : []))).toEqual([true])
      expect((await post(`and @${group.handle}?`)).mentions).toBeUndefined()
    })

    test('[I4] a group is made once; handles of people and groups exclude each other; only some may change it', async () => {
      const { crew, ada, ben, cleo } = await harbour()
      const id = crypto.randomUUID()
      const group = await crew([ben], id)
      expect(await crew([ben], id)).toEqual(group)
      expect(await codeOf(crew([], crypto.randomUUID(), ben.handle))).toBe('conflict')
      expect(await codeOf(crew([], crypto.randomUUID(), 'here'))).toBe('conflict')
      expect(await codeOf(store.write('profile.update', { userId: ben.id, name: undefined, handle: group.handle }))).toBe('conflict')
      const rename = (userId: string) =>
        codeOf(store.write('group.update', { userId, groupId: id, name: 'Mine', handle: undefined, members: undefined, deleted: false }))
      expect([await rename(ada.id), await rename(cleo.id)]).toEqual(['done', 'forbidden'])
    })

    test('who is not in the channel is told of nothing; the list goes on page by page', async () => {
      const { post, mentioned, listed, ada, ben, cleo, channelId } = await harbour()
      for (let n = 1; n <= 5; n++) await post(`${n} @${ben.handle} @${cleo.handle} @channel`)
      expect((await listed(cleo)).messages).toEqual([])
      expect((await store.read('head.get', { userId: ben.id, channelId })).mentions).toEqual([1, 2, 3, 4, 5])
      const seen: string[] = []
      for (let cursor: string | undefined = ''; cursor !== undefined; ) {
        const page: Awaited<ReturnType<typeof listed>> = await listed(ben, cursor, 2)
        seen.push(...page.messages.map(({ content }) => content.charAt(0)))
        cursor = page.cursor ?? undefined
      }
      expect(seen).toEqual(['5', '4', '3', '2', '1'])
      await store.write('member.remove', { userId: ada.id, channelId, memberId: ben.id })
      expect((await listed(ben)).messages).toEqual([])
      await store.write('member.add', { userId: ada.id, channelId, userIds: [ben.id] })
      expect(await mentioned(ben), 'unread begins where one joins').toEqual([])
    })

    test('[I6] in a channel of many people addressing all may be left to administrators, decided where it is sent', async () => {
      const { post, ada, ben, channelId } = await harbour()
      const people = Array.from({ length: LIMITS.manyPeople }, (_, n) => `${channelId.slice(0, 8)}n${n}`)
      for (const handle of people) {
        const id = crypto.randomUUID()
        const new_ = { id, name: handle, handle, suggested: handle, email: `${handle}@example.org`, passwordHash: 'x', mayOwn: true }
        await store.write('account.register', { ...new_, registration: undefined, inviteHash: undefined })
        await store.write('member.add', { userId: ada.id, channelId, userIds: [id] })
      }
      const owner = (await store.read('user.list', { q: '', cursor: undefined, limit: 100 })).users.find(({ role }) => role === 'owner') ?? ada
      const setting = (wideMentions: 'everyone' | 'admins') =>
        store.write('workspace.update', { userId: owner.id, name: undefined, registration: undefined, wideMentions })
      const audience = () => store.read('mention.audience', { userId: ben.id, channelId })
      expect(await audience()).toEqual({ people: LIMITS.manyPeople + 2, allowed: true })
      await setting('admins')
      expect((await audience()).allowed).toBe(false)
      const send = (content: string) => codeOf(post(content, { authorId: ben.id }))
      expect([await send('@channel'), await send('`@channel`'), await send(`@${ada.handle}`)]).toEqual(['forbidden', 'done', 'done'])
      await store.write('user.update', { userId: owner.id, targetId: ben.id, role: 'admin', deactivated: undefined })
      expect([(await audience()).allowed, await send('@channel')]).toEqual([true, 'done'])
      await setting('everyone')
    })
  })
}
