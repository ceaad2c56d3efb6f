import { afterAll, describe, expect, test } from 'vitest'
import { fresh, type Person, startWorkspace } from '../harness.ts'
import type { Wire } from '../wire.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

const channel = async (person: Person, kind: 'public' | 'private', ...members: Person[]): Promise<string> => {
  const {
    channel: { id },
  } = await person.say('channel.create', { kind, name: fresh('harbour') })
  if (members.length > 0) await person.say('member.add', { channelId: id, userIds: members.map((member) => member.id) })
  return id
}
const send = (person: Person, channelId: string, content: string) => person.say('message.send', { channelId, content })
const heard = async (wire: Wire, channelId: string): Promise<string[]> => {
  await wire.ping()
  return wire
    .of('message.changed')
    .filter((event) => event.channelId === channelId)
    .map(({ message }) => message.content)
}

describe('requests and events', () => {
  test('[W17][W18] the answer is the row, the event the same row, to the sender too', async () => {
    await using wire = await ada.listen()
    await using other = await ben.listen()
    const id = crypto.randomUUID()
    const message = await wire.say('message.send', { channelId: server.generalId, content: 'ahoy', id })
    const event = { type: 'message.changed', channelId: server.generalId, rev: message.rev, message }
    expect(await wire.until('message.changed', (e) => e.message.id === id)).toEqual(event)
    expect(await other.until('message.changed', (e) => e.message.id === id)).toEqual(event)
  })

  test('[I4] the same id over the socket and over REST is one message', async () => {
    await using wire = await ada.listen()
    const draft = { channelId: server.generalId, content: 'once', id: crypto.randomUUID() }
    const [first, again] = [await wire.say('message.send', draft), await wire.say('message.send', draft)]
    expect(again).toEqual(first)
    const rest = await ada.rest('POST', '/api/message', { content: 'once', id: draft.id })
    expect(rest.status).toBe(200)
    await wire.ping()
    expect(wire.of('message.changed').filter(({ message }) => message.id === draft.id)).toHaveLength(1)
  })

  test('[I2] what one connection sent first stands first, though it did not wait', async () => {
    await using wire = await ada.listen()
    const channelId = await channel(ada, 'private')
    const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => wire.say('message.send', { channelId, content: `m${n}` })))
    expect(sent.map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
  })

  test.each([
    ['[', null, 'bad_request'],
    ['{}', null, 'bad_request'],
    ['{"id":-1,"type":"ping"}', null, 'bad_request'],
    ['{"id":"7","type":"ping"}', null, 'bad_request'],
    ['[{"id":1,"type":"ping"}]', null, 'bad_request'],
    ['{"id":900,"type":"no.such"}', 900, 'bad_request'],
    ['{"id":901,"type":"constructor"}', 901, 'bad_request'],
    ['{"id":902,"type":"message.send","data":{"channelId":7}}', 902, 'invalid'],
    ['{"id":903,"type":"message.send"}', 903, 'invalid'],
    ['{"id":904,"type":"message.send","data":"x"}', 904, 'invalid'],
  ])('[W17] %s is answered with re %s and %s', async (text, re, code) => {
    await using wire = await ada.connect()
    wire.send(text)
    await wire.ping()
    expect(wire.unasked).toEqual([{ re, error: expect.objectContaining({ code, retry: 'never', message: expect.any(String) }) }])
  })

  test('[W11] fields nobody named are ignored', async () => {
    await using wire = await ada.connect()
    const reply = await wire.ask('message.send', { channelId: server.generalId, content: 'x', authorId: ben.id, seq: 1, kind: 'note', role: 'owner' })
    expect(reply).toMatchObject({ data: { authorId: ada.id, kind: 'text' } })
  })
})

describe('[W20] following', () => {
  test('a public channel looked at without joining, and let go', async () => {
    const channelId = await channel(ada, 'public')
    await using wire = await ben.listen()
    await send(ada, channelId, 'before')
    const head = await wire.say('channel.follow', { channelId })
    expect(head).toMatchObject({ membership: null, channel: { id: channelId, lastSeq: 1 } })
    await send(ada, channelId, 'during')
    expect(await heard(wire, channelId)).toEqual(['during'])
    await wire.say('channel.unfollow', { channelId })
    await send(ada, channelId, 'after')
    expect(await heard(wire, channelId)).toEqual(['during'])
  })

  test('[I6] a foreign channel and one that is not there are not followed, and answered alike', async () => {
    const channelId = await channel(ada, 'private')
    await using wire = await ben.listen()
    const [foreign, absent] = [await wire.ask('channel.follow', { channelId }), await wire.ask('channel.follow', { channelId: crypto.randomUUID() })]
    expect(foreign).toEqual({ re: foreign.re, error: 'error' in absent && absent.error })
    await send(ada, channelId, 'secret')
    expect(await heard(wire, channelId)).toEqual([])
  })

  test('who is added hears at once; who is removed is told gone, and hears no more', async () => {
    const channelId = await channel(ada, 'private')
    await using wire = await ben.listen()
    await ada.say('member.add', { channelId, userIds: [ben.id] })
    await send(ada, channelId, 'welcome')
    expect(await heard(wire, channelId)).toEqual(['welcome'])
    await ada.say('member.remove', { channelId, userId: ben.id })
    await send(ada, channelId, 'he is gone')
    expect(await heard(wire, channelId)).toEqual(['welcome'])
    expect(wire.of('gone')).toEqual([{ type: 'gone', channelIds: [channelId] }])
    const after = wire.events.slice(wire.events.findIndex(({ type }) => type === 'gone') + 1)
    expect(after.filter((event) => 'channelId' in event && event.channelId === channelId)).toEqual([])
    expect(after).toContainEqual(expect.objectContaining({ type: 'membership.changed', membership: expect.objectContaining({ channelId, joined: false }) }))
  })

  test('[W27] a public channel that closes is gone for who only looked at it, and stays for its members', async () => {
    const channelId = await channel(ada, 'public')
    await ben.say('channel.join', { channelId })
    await using member = await ben.listen()
    await using looker = await cleo.listen()
    await looker.say('channel.follow', { channelId })
    await ada.say('channel.update', { channelId, kind: 'private' })
    await send(ada, channelId, 'behind closed doors')
    expect(await heard(member, channelId)).toEqual(['behind closed doors'])
    expect(await heard(looker, channelId)).toEqual([])
    expect(looker.of('gone')).toEqual([{ type: 'gone', channelIds: [channelId] }])
    expect(looker.of('channel.changed').filter((event) => event.channelId === channelId)).toEqual([])
    expect(member.of('gone')).toEqual([])
  })

  test('who becomes a guest loses what they only looked at', async () => {
    const dora = await server.register('Dora')
    const channelId = await channel(ada, 'public')
    await using wire = await dora.listen()
    await wire.say('channel.follow', { channelId })
    await ada.say('user.update', { userId: dora.id, role: 'guest' })
    await send(ada, channelId, 'members only')
    expect(await heard(wire, channelId)).toEqual([])
    expect(wire.of('gone')).toEqual([{ type: 'gone', channelIds: [channelId] }])
    expect(await wire.refusal('channel.follow', { channelId })).toBe('not_found')
  })

  test('at most fifty channels are open at once', async () => {
    await using wire = await ben.listen()
    const ids = await Promise.all(Array.from({ length: 51 }, () => channel(ada, 'public')))
    for (const channelId of ids.slice(0, 50)) await wire.say('channel.follow', { channelId })
    expect(await wire.refusal('channel.follow', { channelId: ids[50] })).toBe('too_fast')
    await wire.say('channel.unfollow', { channelId: ids[0] ?? '' })
    await wire.say('channel.follow', { channelId: ids[50] ?? '' })
  })
})
