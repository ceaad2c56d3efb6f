import { afterAll, describe, expect, test } from 'vitest'
import { fresh, type Person, startWorkspace } from './harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

/** A channel with a message of Ada's in it. */
async function harbour(kind: 'public' | 'private' = 'private', ...members: Person[]) {
  const { channel } = await ada.say('channel.create', { kind, name: fresh('harbour') })
  if (members.length > 0) await ada.say('member.add', { channelId: channel.id, userIds: members.map(({ id }) => id) })
  const message = await ada.say('message.send', { channelId: channel.id, content: 'who brings the anchor?' })
  return { channelId: channel.id, messageId: message.id }
}

const threadOf = async (person: Person, messageId: string) => (await person.say('message.get', { messageId })).thread

describe('a thread', () => {
  test('two first replies at once make one, and the parent tells of both', async () => {
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const [a, b] = await Promise.all([ben, cleo].map((person) => person.say('thread.reply', { messageId, content: `${person.user.name} does` })))
    expect(a?.channelId).toBe(b?.channelId)
    const thread = await threadOf(ada, messageId)
    expect(thread).toMatchObject({ channelId: a?.channelId, lastSeq: 2 })
    expect(thread?.faces.toSorted()).toEqual([ben.id, cleo.id].sort())
    const head = await ada.say('channel.get', { channelId: thread?.channelId ?? '' })
    expect(head.channel).toMatchObject({ kind: 'thread', parent: { channelId, messageId, seq: 1 }, resolvedAt: null })
    expect(head).toMatchObject({ readSeq: 0, membership: { joined: true, thread: true } })
  })

  test('[I4] a reply that is sent twice is one, also in the channel', async () => {
    const { channelId, messageId } = await harbour('private', ben)
    const id = crypto.randomUUID()
    for (let tries = 0; tries < 3; tries++) await ben.say('thread.reply', { messageId, content: 'me', id, alsoToChannel: true })
    expect((await threadOf(ada, messageId))?.lastSeq).toBe(1)
    const { messages } = await ada.say('message.page', { channelId })
    expect(messages.map(({ content, refId }) => [content, refId])).toEqual([
      ['who brings the anchor?', null],
      ['me', id],
    ])
    await ben.say('message.delete', { messageId: id })
    expect((await ada.say('message.page', { channelId })).messages[1]).toMatchObject({ deleted: true, content: '' })
  })

  test('[W84] what is refused in the channel is not said in the thread either', async () => {
    const { channelId, messageId } = await harbour('private', ben)
    await ada.say('channel.update', { channelId, slowMs: 60_000 })
    await ben.say('message.send', { channelId, content: 'wait for me' })
    const reply = { messageId, content: 'me', id: crypto.randomUUID() }
    await expect(ben.say('thread.reply', { ...reply, alsoToChannel: true })).rejects.toThrow('too_fast')
    expect((await threadOf(ada, messageId))?.lastSeq ?? 0).toBe(0)
    await ben.say('thread.reply', reply)
    expect((await threadOf(ada, messageId))?.lastSeq).toBe(1)
    expect((await ada.say('message.page', { channelId })).messages).toHaveLength(2)
  })

  test('is told to who listens to the channel by its parent alone, and to who opened it by its own events [C1]', async () => {
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const { channelId: threadId } = await ben.say('thread.reply', { messageId, content: 'one' })
    await using opened = await cleo.listen()
    await using closed = await cleo.listen()
    const head = await opened.say('channel.follow', { channelId: threadId })
    await ben.say('message.send', { channelId: threadId, content: 'two' })
    const told = await opened.until('message.changed', (event) => event.channelId === threadId)
    expect(told).toMatchObject({ rev: head.channel.clock + 1, message: { content: 'two' } })
    const parent = await closed.until('message.changed', (event) => event.message.id === messageId)
    expect(parent.message.thread).toMatchObject({ lastSeq: 2, faces: [ben.id] })
    await closed.ping()
    expect(closed.durable().filter((event) => 'channelId' in event && event.channelId === threadId)).toEqual([])
    expect(parent.channelId).toBe(channelId)
  })

  test('has followers: its parent’s author, and who replied; nobody else is told of news', async () => {
    const { messageId } = await harbour('private', ben, cleo)
    const { channelId } = await ben.say('thread.reply', { messageId, content: 'me' })
    const mine = async (person: Person, unread?: boolean) =>
      (await person.say('thread.list', unread === undefined ? {} : { unread })).threads.filter(({ head }) => head.channel.id === channelId)
    expect([(await mine(ada)).length, (await mine(ben)).length, (await mine(cleo)).length]).toEqual([1, 1, 0])
    expect([(await mine(ada, true)).length, (await mine(ben, true)).length]).toEqual([1, 0])
    expect((await mine(ada))[0]?.message.id).toBe(messageId)
    await cleo.say('channel.join', { channelId })
    expect((await mine(cleo))[0]?.head).toMatchObject({ readSeq: 1, channel: { lastSeq: 1 } })
    await ben.say('message.send', { channelId, content: 'again' })
    expect((await mine(cleo, true)).length).toBe(1)
    await cleo.say('membership.update', { channelId, muted: true })
    expect((await mine(cleo, true)).length).toBe(0)
    await ada.say('channel.leave', { channelId })
    expect((await mine(ada)).length).toBe(0)
    expect((await ada.say('channel.list', {})).channels.map(({ channel }) => channel.kind)).not.toContain('thread')
  })

  test('is as open as its channel [I6]', async () => {
    const { channelId, messageId } = await harbour('public', ben)
    const { channelId: threadId } = await ben.say('thread.reply', { messageId, content: 'quaymaster' })
    // Cleo looks on without joining: she reads, and writes nothing.
    expect((await cleo.say('message.page', { channelId: threadId })).messages).toHaveLength(1)
    expect((await cleo.say('search', { q: 'quaymaster' })).messages.map((found) => found.channelId)).toEqual([threadId])
    await using wire = await cleo.listen()
    expect(await wire.refusal('message.send', { channelId: threadId, content: 'x' })).toBe('forbidden')
    expect(await wire.refusal('channel.join', { channelId: threadId })).toBe('forbidden')
    await wire.say('channel.follow', { channelId: threadId })
    await ada.say('channel.update', { channelId, kind: 'private' })
    const gone = await wire.until('gone')
    expect(gone.channelIds).toEqual([threadId])
    await ben.say('message.send', { channelId: threadId, content: 'among us' })
    expect(await wire.refusal('message.page', { channelId: threadId })).toBe('not_found')
    expect(await wire.refusal('channel.follow', { channelId: threadId })).toBe('not_found')
    expect((await cleo.say('search', { q: 'quaymaster' })).messages).toEqual([])
    expect(wire.texts.join()).not.toContain('among us')
  })

  test('is lost with its channel, at once, and its followers come back as they were [I6]', async () => {
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const { channelId: threadId } = await cleo.say('thread.reply', { messageId, content: 'me' })
    await using wire = await cleo.listen()
    await wire.say('channel.follow', { channelId: threadId })
    await ada.say('member.remove', { channelId, userId: cleo.id })
    const gone = await wire.until('gone')
    expect(gone.channelIds).toEqual([channelId, threadId])
    await ben.say('message.send', { channelId: threadId, content: 'without her' })
    await wire.ping()
    expect(wire.texts.join()).not.toContain('without her')
    for (const command of ['message.page', 'channel.get', 'channel.follow', 'channel.join', 'channel.leave'])
      expect(await wire.refusal(command, { channelId: threadId }), command).toBe('not_found')
    expect((await cleo.say('thread.list', {})).threads.filter(({ head }) => head.channel.id === threadId)).toEqual([])
    await ada.say('member.add', { channelId, userIds: [cleo.id] })
    expect((await cleo.say('thread.list', {})).threads.find(({ head }) => head.channel.id === threadId)?.head).toMatchObject({
      readSeq: 1,
      channel: { lastSeq: 2 },
    })
  })

  test('is not told where its channel was not heard yet: who may read it is asked of the rows [I6]', async () => {
    if (server !== server.oneNode) return
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const { channelId: threadId } = await ben.say('thread.reply', { messageId, content: 'one' })
    await using wire = await cleo.listen()
    await wire.say('channel.follow', { channelId: threadId })
    const { hub } = server.running.app
    // A bell that was lost: of the channel nothing comes here any more.
    const rung = hub.rung.bind(hub)
    hub.rung = (rings) => rung(rings.filter((ring) => ring.scopeId !== channelId))
    try {
      await ada.say('member.remove', { channelId, userId: cleo.id })
      await ben.say('message.send', { channelId: threadId, content: 'not for her' })
      expect((await wire.until('gone')).channelIds).toContain(threadId)
      expect(wire.texts.join()).not.toContain('not for her')
    } finally {
      hub.rung = rung
    }
  })

  test('refuses what it is not', async () => {
    const { channelId, messageId } = await harbour('private', ben)
    const reply = await ben.say('thread.reply', { messageId, content: 'me' })
    await using wire = await ada.listen()
    expect(await wire.refusal('thread.open', { messageId: reply.id })).toBe('forbidden')
    expect(await wire.refusal('thread.update', { channelId, resolved: true })).toBe('forbidden')
    expect(await wire.refusal('channel.update', { channelId: reply.channelId, kind: 'public' })).toBe('forbidden')
    expect(await wire.refusal('member.add', { channelId: reply.channelId, userIds: [cleo.id] })).toBe('forbidden')
    expect(await wire.refusal('member.remove', { channelId: reply.channelId, userId: ben.id })).toBe('forbidden')
    const { id: other } = await ada.say('message.send', { channelId, content: 'another' })
    expect(await wire.refusal('thread.open', { messageId: other, id: channelId })).toBe('conflict')
    await ada.say('message.delete', { messageId: other })
    expect(await wire.refusal('thread.open', { messageId: other })).toBe('conflict')
  })

  test('everything is read in one write, and only what one is in', async () => {
    const { channelId, messageId } = await harbour('private', ben)
    const { channelId: threadId } = await ben.say('thread.reply', { messageId, content: 'me' })
    await ben.say('message.send', { channelId, content: 'more' })
    const { reads } = await ada.say('read.all', {})
    expect(reads).toEqual(
      expect.arrayContaining([expect.objectContaining({ channelId, readSeq: 2 }), expect.objectContaining({ channelId: threadId, readSeq: 1 })]),
    )
    expect((await ada.say('read.all', {})).reads).toEqual([])
    expect((await ada.say('thread.list', { unread: true })).threads).toEqual([])
  })
})

describe('moving', () => {
  test('leaves a tombstone that says where to only to who may read it there, and is done once [I4][I6]', async () => {
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const { channelId: elsewhere } = await harbour('private', ben)
    const [one, two] = [
      await ada.say('message.send', { channelId, content: 'marlinspike one' }),
      await ada.say('message.send', { channelId, content: 'marlinspike two' }),
    ]
    for (const person of [ben, cleo]) await person.say('reaction.set', { messageId: one.id, emoji: '🎉', on: true })
    const asked = { messageIds: [two.id, one.id], channelId: elsewhere }
    const { messages } = await ada.say('message.move', asked)
    expect(messages).toMatchObject([
      { seq: 2, content: 'marlinspike one', refId: one.id, authorId: ada.id },
      { seq: 3, content: 'marlinspike two', refId: two.id },
    ])
    expect((await ada.say('message.move', asked)).messages).toEqual(messages)
    expect(await cleo.say('message.get', { messageId: one.id })).toMatchObject({ deleted: true, moved: true, content: '' })
    expect((await ben.say('message.target', { messageId: one.id })).id).toBe(messages[0]?.id)
    const carried = await ben.say('reaction.list', { messageId: messages[0]?.id ?? '', emoji: '🎉' })
    expect(carried.reactions.map(({ userId, count }) => [userId, count])).toEqual([
      [ben.id, 1],
      [cleo.id, 2],
    ])
    await using wire = await cleo.listen()
    expect(await wire.refusal('message.target', { messageId: one.id })).toBe('not_found')
    expect((await ben.say('search', { q: 'marlinspike' })).messages.map(({ id }) => id)).toEqual(messages.map(({ id }) => id).reverse())
    expect((await cleo.say('search', { q: 'marlinspike' })).messages).toEqual([])
    expect(await wire.refusal('message.move', { messageIds: [messageId], channelId: elsewhere })).toBe('not_found')
    await using bens = await ben.listen()
    expect(await bens.refusal('message.move', { messageIds: [messageId], channelId: elsewhere })).toBe('forbidden')
    expect(await bens.refusal('message.move', { messageIds: [one.id], channelId })).toBe('conflict')
  })

  test('into a thread makes replies of them, and out of one takes them away', async () => {
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const { channelId: threadId } = await ben.say('thread.reply', { messageId, content: 'me' })
    const stray = await cleo.say('message.send', { channelId, content: 'and me' })
    const { messages } = await ada.say('message.move', { messageIds: [stray.id], channelId: threadId })
    expect(await threadOf(ada, messageId)).toMatchObject({ lastSeq: 2, faces: [cleo.id, ben.id] })
    expect((await cleo.say('thread.list', {})).threads.map(({ head }) => head.channel.id)).toContain(threadId)
    const back = await ada.say('message.move', { messageIds: [messages[0]?.id ?? ''], channelId })
    expect(back.messages[0]).toMatchObject({ channelId, seq: 3, content: 'and me', authorId: cleo.id })
    expect((await cleo.say('message.target', { messageId: stray.id })).id).toBe(back.messages[0]?.id)
  })

  test('a message takes its thread along, which is as open as the channel it comes to [I6]', async () => {
    const { messageId } = await harbour('private', ben, cleo)
    const { channelId: elsewhere } = await harbour('private', ben)
    const { channelId: threadId } = await cleo.say('thread.reply', { messageId, content: 'me' })
    await using cleos = await cleo.listen()
    await cleos.say('channel.follow', { channelId: threadId })
    const { messages } = await ada.say('message.move', { messageIds: [messageId], channelId: elsewhere })
    expect(messages[0]?.thread).toMatchObject({ channelId: threadId, lastSeq: 1 })
    expect((await cleos.until('gone')).channelIds).toEqual([threadId])
    await ben.say('message.send', { channelId: threadId, content: 'not hers any more' })
    expect(await cleos.refusal('message.page', { channelId: threadId })).toBe('not_found')
    expect(cleos.texts.join()).not.toContain('not hers any more')
    expect((await threadOf(ben, messages[0]?.id ?? ''))?.lastSeq).toBe(2)
    expect(await threadOf(ada, messageId)).toBeUndefined()
  })

  test('a thread becomes a channel, in which are those who follow it and may read it', async () => {
    const { channelId, messageId } = await harbour('private', ben, cleo)
    const { channelId: threadId } = await ben.say('thread.reply', { messageId, content: 'a matter of its own' })
    await cleo.say('message.send', { channelId: threadId, content: 'aye' })
    await ada.say('member.remove', { channelId, userId: cleo.id })
    await using wire = await ada.listen()
    expect(await wire.refusal('thread.promote', { channelId: threadId, name: fresh('matter'), kind: 'public' })).toBe('forbidden')
    const head = await ben.say('thread.promote', { channelId: threadId, name: fresh('matter'), kind: 'private' })
    expect(head).toMatchObject({ channel: { kind: 'private', lastSeq: 2 }, membership: { role: 'owner' } })
    expect(head.channel.parent).toBeUndefined()
    await wire.until('membership.changed', ({ membership }) => membership.channelId === threadId && !membership.thread)
    await ben.say('message.send', { channelId: threadId, content: 'now here' })
    await wire.until('message.changed', ({ message }) => message.content === 'now here')
    expect((await ada.say('channel.list', {})).channels.map(({ channel }) => channel.id)).toContain(threadId)
    expect(await threadOf(ada, messageId)).toBeUndefined()
    await using cleos = await cleo.listen()
    expect(await cleos.refusal('channel.get', { channelId: threadId })).toBe('not_found')
  })
})
