import type { Channel, Head, Member } from '@parley/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { fresh, type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
const dora = await server.register('Dora')
afterAll(() => server[Symbol.asyncDispose]())

const create = async (person: Person, fields: object = {}): Promise<Head> => {
  const answered = await person.rest('POST', '/api/channels', { kind: 'public', name: fresh('harbour'), ...fields })
  expect(answered.status).toBe(201)
  return answered.body as Head
}
const membersOf = async (person: Person, id: string): Promise<string[]> =>
  ((await person.rest('GET', `/api/channels/${id}/members`)).body as { members: Member[] }).members.map(({ userId }) => userId)

describe('channels over REST', () => {
  test('who creates one owns it; creating again with the same id is creating once', async () => {
    const id = crypto.randomUUID()
    const name = fresh('pier')
    const head = await create(ben, { id, name, topic: 'Boats' })
    expect(head).toMatchObject({
      channel: { id, kind: 'public', name, topic: 'Boats', createdBy: ben.id, lastSeq: 0 },
      membership: { role: 'owner', joined: true },
    })
    expect(await create(ben, { id, name, topic: 'Boats' })).toEqual(head)
    expect((await cleo.rest('POST', '/api/channels', { id, kind: 'public', name: 'other' })).status).toBe(409)
  })

  test('a public name is taken once, whatever its spelling', async () => {
    const { channel } = await create(ben)
    expect((await cleo.rest('POST', '/api/channels', { kind: 'public', name: ` #${channel.name.toUpperCase()} ` })).status).toBe(409)
    expect((await cleo.rest('POST', '/api/channels', { kind: 'private', name: channel.name })).status).toBe(201)
  })

  test('a public channel is read by all and written by those who joined', async () => {
    const {
      channel: { id },
    } = await create(ben)
    expect((await cleo.rest('GET', `/api/channels/${id}/messages`)).status).toBe(200)
    expect((await cleo.rest('POST', `/api/channels/${id}/messages`, { content: 'x' })).problem.code).toBe('forbidden')
    expect((await cleo.rest('POST', `/api/channels/${id}/join`)).body).toMatchObject({ membership: { joined: true, role: 'member' } })
    expect((await cleo.rest('POST', `/api/channels/${id}/messages`, { content: 'x' })).status).toBe(201)
    expect((await membersOf(dora, id)).sort()).toEqual([ben.id, cleo.id].sort())
    expect((await cleo.rest('POST', `/api/channels/${id}/leave`)).status).toBe(200)
    expect(await membersOf(dora, id)).toEqual([ben.id])
    expect((await cleo.rest('POST', `/api/channels/${id}/messages`, { content: 'y' })).problem.code).toBe('forbidden')
  })

  test('a private channel is for those who were added, until they are removed', async () => {
    const {
      channel: { id },
    } = await create(ben, { kind: 'private' })
    expect((await cleo.rest('GET', `/api/channels/${id}`)).status).toBe(404)
    expect((await cleo.rest('POST', `/api/channels/${id}/join`)).status).toBe(404)
    expect((await ben.rest('POST', `/api/channels/${id}/members`, { userIds: [cleo.id] })).status).toBe(200)
    expect((await cleo.rest('GET', `/api/channels/${id}`)).status).toBe(200)
    expect((await cleo.rest('DELETE', `/api/channels/${id}/members/${ben.id}`)).problem.code).toBe('forbidden')
    expect((await ben.rest('DELETE', `/api/channels/${id}/members/${cleo.id}`)).body).toMatchObject({ userId: cleo.id, joined: false })
    expect((await cleo.rest('GET', `/api/channels/${id}`)).status).toBe(404)
  })

  test('adding somebody who is not here adds nobody', async () => {
    const {
      channel: { id },
    } = await create(ben, { kind: 'private' })
    expect((await ben.rest('POST', `/api/channels/${id}/members`, { userIds: [cleo.id, crypto.randomUUID()] })).status).toBe(404)
    expect(await membersOf(ben, id)).toEqual([ben.id])
  })

  test('[I4] repeating who made a private channel tells nothing to who was removed from it', async () => {
    const id = crypto.randomUUID()
    const name = fresh('cove')
    await create(ben, { id, kind: 'private', name })
    await ben.rest('POST', `/api/channels/${id}/members`, { userIds: [cleo.id] })
    await ben.rest('POST', `/api/channels/${id}/leave`)
    await cleo.rest('POST', `/api/channels/${id}/messages`, { content: 'among us' })
    const answered = await ben.rest('POST', '/api/channels', { id, kind: 'private', name })
    expect(answered.status).toBe(404)
    expect(JSON.stringify(answered.body)).not.toContain('among us')
  })

  test('rename, describe, open, close and archive, by who made it or an administrator', async () => {
    const {
      channel: { id },
    } = await create(ben)
    const update = (person: Person, change: object) => person.rest('PATCH', `/api/channels/${id}`, change)
    await cleo.rest('POST', `/api/channels/${id}/join`)
    const name = fresh('quay')
    expect((await update(ben, { name })).body).toMatchObject({ name })
    expect((await update(cleo, { topic: 'Tides' })).body).toMatchObject({ name, topic: 'Tides' })
    expect((await update(cleo, { name: fresh('mine') })).problem.code).toBe('forbidden')
    expect((await update(dora, { topic: 'x' })).problem.code).toBe('forbidden')
    expect((await update(ada, { kind: 'private' })).status).toBe(200)
    expect((await update(dora, { topic: 'x' })).problem.code).toBe('not_found')
    const archived = (await update(ben, { archived: true })).body as Channel
    expect(archived.archivedAt).toBeTypeOf('number')
    expect((await cleo.rest('POST', `/api/channels/${id}/messages`, { content: 'x' })).problem.code).toBe('forbidden')
    expect((await cleo.rest('GET', `/api/channels/${id}/messages`)).status).toBe(200)
    expect((await update(ben, { archived: false })).body).toMatchObject({ archivedAt: null })
  })

  test('#general is for everybody: nobody leaves it, closes it or archives it', async () => {
    const id = server.generalId
    expect((await ben.rest('POST', `/api/channels/${id}/leave`)).problem.code).toBe('forbidden')
    expect((await ada.rest('DELETE', `/api/channels/${id}/members/${ben.id}`)).problem.code).toBe('forbidden')
    expect((await ada.rest('PATCH', `/api/channels/${id}`, { kind: 'private' })).problem.code).toBe('forbidden')
    expect((await ada.rest('PATCH', `/api/channels/${id}`, { archived: true })).problem.code).toBe('forbidden')
  })

  test('browsing pages through public names only, and says what is joined', async () => {
    const word = fresh('islet')
    for (const letter of ['b', 'a', 'c']) await create(ben, { name: `${word}-${letter}` })
    await create(ben, { kind: 'private', name: `${word}-d` })
    const { channels } = (await cleo.rest('GET', `/api/channels/public?q=${word}`)).body as { channels: (Channel & { joined: boolean; members: number })[] }
    expect(channels.map(({ name, joined, members }) => ({ name, joined, members }))).toEqual(
      ['a', 'b', 'c'].map((letter) => ({ name: `${word}-${letter}`, joined: false, members: 1 })),
    )
    expect((await cleo.rest('GET', '/api/channels/public?q=%25')).body).toEqual({ channels: [], cursor: null })
  })

  test('the sidebar lists what one is in, the latest active first, with a short preview', async () => {
    const [quiet, busy] = [await create(dora), await create(dora)]
    await dora.rest('POST', `/api/channels/${busy.channel.id}/messages`, { content: 'x'.repeat(500) })
    const { channels } = (await dora.rest('GET', '/api/channels')).body as { channels: Head[] }
    expect(channels[0]).toMatchObject({ channel: { id: busy.channel.id }, readSeq: 1, preview: { authorId: dora.id, text: 'x'.repeat(200) } })
    expect(channels.map(({ channel }) => channel.id)).toEqual(expect.arrayContaining([quiet.channel.id, server.generalId]))
  })
})

describe('direct conversations over REST', () => {
  test('the same people, the same conversation, from either side, alone too', async () => {
    const open = async (person: Person, ...userIds: string[]) => (await person.rest('POST', '/api/channels/direct', { userIds })).body as Head
    const head = await open(ada, ben.id)
    expect(head).toMatchObject({ channel: { kind: 'direct', name: '' }, people: [ada.id, ben.id].sort() })
    expect((await open(ben, ada.id)).channel.id).toBe(head.channel.id)
    expect((await open(ada, ben.id, cleo.id)).channel.id).not.toBe(head.channel.id)
    expect((await open(ada)).people).toEqual([ada.id])
    expect((await ada.rest('POST', '/api/channels/direct', { userIds: [crypto.randomUUID()] })).status).toBe(404)
  })

  test('its people are fixed, and it has no name', async () => {
    const {
      channel: { id },
    } = (await ada.rest('POST', '/api/channels/direct', { userIds: [ben.id] })).body as Head
    expect((await cleo.rest('GET', `/api/channels/${id}`)).status).toBe(404)
    expect((await ada.rest('POST', `/api/channels/${id}/members`, { userIds: [cleo.id] })).problem.code).toBe('forbidden')
    expect((await ben.rest('POST', `/api/channels/${id}/leave`)).problem.code).toBe('forbidden')
    expect((await ada.rest('PATCH', `/api/channels/${id}`, { name: 'us' })).problem.code).toBe('forbidden')
  })
})

describe('[C14] read marks over REST', () => {
  test('raised, clamped, set back, and never of anybody else', async () => {
    const {
      channel: { id },
    } = await create(ada)
    await ben.rest('POST', `/api/channels/${id}/join`)
    for (let n = 1; n <= 5; n++) await ada.rest('POST', `/api/channels/${id}/messages`, { content: `m${n}` })
    const mark = async (path: string, body: object) => (await ben.rest('POST', `/api/channels/${id}/${path}`, body)).body as { readSeq: number; rev: number }
    expect((await mark('read', { seq: 3 })).readSeq).toBe(3)
    expect((await mark('read', { seq: 2 })).readSeq).toBe(3)
    const high = await mark('read', { seq: 500 })
    expect(high.readSeq).toBe(5)
    expect((await mark('unread', { seq: 2 })).readSeq).toBe(1)
    expect((await mark('read', { seq: 5, urev: high.rev })).readSeq).toBe(1)
    expect(((await ada.rest('GET', `/api/channels/${id}`)).body as Head).readSeq).toBe(5)
    expect(((await ben.rest('GET', `/api/channels/${id}`)).body as Head).readSeq).toBe(1)
  })

  test("how loud a channel is, is one's own", async () => {
    const path = `/api/channels/${server.generalId}/membership`
    const change = { level: 'mentions', muted: true, favourite: true, section: 'Sea' }
    expect((await ben.rest('PATCH', path, change)).body).toMatchObject(change)
    expect((await ben.rest('PATCH', path, { muted: false })).body).toMatchObject({ ...change, muted: false })
    expect((await cleo.rest('GET', `/api/channels/${server.generalId}`)).body).toMatchObject({ membership: { level: 'all', muted: false } })
  })
})
