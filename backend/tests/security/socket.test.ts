import { afterAll, describe, expect, test } from 'vitest'
import { fresh, type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const harbour = async (...members: Person[]): Promise<string> => {
  const {
    channel: { id },
  } = await ada.say('channel.create', { kind: 'private', name: fresh('harbour') })
  if (members.length > 0) await ada.say('member.add', { channelId: id, userIds: members.map((member) => member.id) })
  return id
}

describe('[S28] a cookie from elsewhere', () => {
  const { port } = server
  test.each([
    'https://evil.example',
    'null',
    `http://127.0.0.1.evil.example:${port}`,
    `http://127.0.0.1:${port + 1}`,
    `https://127.0.0.1:${port}`,
    `HTTP://127.0.0.1:${port}`,
    'file://',
    `http://127.0.0.1:${port}/`,
    `http://evil@127.0.0.1:${port}`,
    `http://localhost:${port}`,
    undefined,
  ])('with Origin %s makes a visitor, who hears nothing', async (origin) => {
    await using wire = await server.connect({ headers: { cookie: `parley=${ada.token}`, ...(origin && { origin }) } })
    expect((await wire.until('hello')).auth).toBe('required')
    await ben.say('message.send', { channelId: server.generalId, content: 'among us' })
    expect(await wire.refusal('channel.list', {})).toBe('unauthenticated')
    await wire.ping()
    expect(wire.events).toHaveLength(1)
  })
})

describe('[S32] a foreign channel and one that is not there', () => {
  test.each([
    ['message.send', { content: 'x' }],
    ['message.page', {}],
    ['channel.get', {}],
    ['channel.sync', { clock: 0 }],
    ['channel.follow', {}],
    ['channel.join', {}],
    ['channel.leave', {}],
    ['channel.read', { seq: 1 }],
    ['channel.unread', { seq: 1 }],
    ['channel.update', { topic: 'x' }],
    ['membership.update', { muted: true }],
    ['member.list', {}],
    ['member.add', { userIds: [crypto.randomUUID()] }],
    ['member.remove', { userId: crypto.randomUUID() }],
    ['typing', {}],
  ])('%s answers alike', async (type, data) => {
    const channelId = await harbour()
    await using wire = await ben.connect()
    const [foreign, absent] = [await wire.ask(type, { channelId, ...data }, 7), await wire.ask(type, { channelId: crypto.randomUUID(), ...data }, 7)]
    expect(foreign).toEqual(absent)
    expect(foreign).toMatchObject({ error: { code: 'not_found' } })
  })

  test('searching in it finds as little as in none', async () => {
    const channelId = await harbour()
    await ada.say('message.send', { channelId, content: 'treasure' })
    expect(await ben.say('search', { q: 'treasure', channelId })).toEqual(await ben.say('search', { q: 'treasure', channelId: crypto.randomUUID() }))
  })
})

describe('[S33] somebody who was removed', () => {
  test('hears no message, edit, deletion, typing or change from then on, and no resume brings it', async () => {
    const channelId = await harbour(ben, cleo)
    const { id: messageId } = await ada.say('message.send', { channelId, content: 'all together' })
    const { clock } = (await ben.say('channel.get', { channelId })).channel
    await using wire = await ben.listen()
    await ada.say('member.remove', { channelId, userId: ben.id })
    await ada.say('message.edit', { messageId, content: 'after Ben' })
    await ada.say('message.send', { channelId, content: 'after Ben too' })
    await ada.say('message.delete', { messageId })
    await ada.say('channel.update', { channelId, topic: 'after Ben as well' })
    await cleo.say('typing', { channelId })
    await wire.ping()
    await wire.auth({ clocks: { [channelId]: clock } })
    await using other = await ben.connect()
    expect((await other.auth({ clocks: { [channelId]: 0 } })).welcome.gone).toEqual([channelId])
    const texts = [...wire.texts, ...other.texts].join('\n')
    expect(texts).not.toMatch(/after Ben|typing/)
    const page = (await ben.rest('POST', '/api/sync', { clocks: { [channelId]: 0 } })).body
    expect(JSON.stringify(page)).not.toContain('after Ben')
  })
})

describe('[S45] what was taken back', () => {
  test('is in no event of an edit or a deletion', async () => {
    const channelId = await harbour(ben)
    const { id: messageId } = await ada.say('message.send', { channelId, content: 'swordfish', meta: { word: 'swordfish' } })
    await using wire = await ben.listen()
    await ada.say('message.edit', { messageId, content: 'redacted' })
    await ada.say('message.delete', { messageId })
    await wire.until('message.changed', ({ message }) => message.deleted)
    expect(wire.texts.join('\n')).not.toMatch(/swordfish.*"content"|"content":"swordfish/)
    expect(wire.of('message.changed').at(-1)?.message).toMatchObject({ content: '', meta: null, files: [] })
  })
})

describe('[S49] one id, many ways at once', () => {
  test('is one message', async () => {
    const draft = { channelId: server.generalId, content: 'only once', id: crypto.randomUUID() }
    const wires = await Promise.all([ada.connect(), ada.connect()])
    const sends = Array.from({ length: 12 }, (_, n) =>
      n % 3 === 0
        ? ada.rest('POST', '/api/message', { content: draft.content, id: draft.id }).then(({ status }) => status)
        : wires[n % 2]?.say('message.send', draft).then(({ id }) => id),
    )
    const answers = await Promise.all(sends)
    expect(answers.filter((answer) => answer === 201).length).toBeLessThanOrEqual(1)
    expect((await ada.say('message.page', { channelId: draft.channelId })).messages.filter(({ id }) => id === draft.id)).toHaveLength(1)
    for (const wire of wires) await wire.close()
  })
})
