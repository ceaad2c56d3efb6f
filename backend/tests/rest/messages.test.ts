import type { Message } from '@parley/protocol'
import { foundSchema, messagePageSchema, messageSchema, postedSchema } from '@parley/protocol/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fresh, type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

const channel = async (kind: 'public' | 'private' = 'public', name = fresh('harbour')) => (await ada.say('channel.create', { kind, name })).channel
const page = async (person: Person, query: string) => messagePageSchema.parse((await person.rest('GET', `/api/messages?${query}`)).body)

describe('POST /api/message', () => {
  test('[W71] to a channel by id, by name, with or without #, or to #general', async () => {
    const { id, name } = await channel()
    for (const [named, expected] of [
      [id, id],
      [id.toUpperCase(), id],
      [name, id],
      [`#${name.toUpperCase()}`, id],
      ['general', server.generalId],
      [undefined, server.generalId],
    ]) {
      const answered = await ada.rest('POST', '/api/message', { content: 'hello', channel: named })
      expect(answered.status, String(named)).toBe(201)
      expect(postedSchema.parse(answered.body).message.channelId).toBe(expected)
    }
  })

  test('[I4] 201 the first time, 200 for the repeat with the same message, 409 for other words', async () => {
    const id = crypto.randomUUID()
    const send = (content: string, person = ada) => person.rest('POST', '/api/message', { content, id: id.toUpperCase() })
    const [first, again] = [await send('once'), await send('once')]
    expect([first.status, again.status]).toEqual([201, 200])
    expect(again.body).toEqual(first.body)
    expect((await send('twice')).problem).toMatchObject({ code: 'conflict', status: 409, retry: 'never' })
    expect((await send('once', ben)).problem.code).toBe('conflict')
  })

  test('the name of a private channel is no address', async () => {
    const { name } = await channel('private')
    expect((await ada.rest('POST', '/api/message', { content: 'x', channel: name })).status).toBe(404)
  })

  test.each([
    ['nothing', {}],
    ['no words', { content: ' \n ' }],
    ['a NUL', { content: 'a\0b' }],
    ['too many characters', { content: 'é'.repeat(16_001) }],
    ['a number', { content: 7 }],
    ['a half character', '{"content":"\\ud800"}'],
    ['an id that is none', { content: 'x', id: 'seven' }],
  ])('[W13][W14] %s is refused as invalid', async (_what, body) => {
    expect((await ada.rest('POST', '/api/message', body)).problem).toMatchObject({ code: 'invalid', status: 422 })
  })

  test('[W13] lengths are counted in code points, and text is kept exactly', async () => {
    const content = `  ${'🛶'.repeat(15_990)}\r\n\t‏ `
    const answered = await ada.rest('POST', '/api/message', { content })
    expect(postedSchema.parse(answered.body).message.content).toBe(content)
  })
})

describe('[W72] GET /api/messages', () => {
  let id = ''
  beforeAll(async () => {
    id = (await channel()).id
    for (let n = 1; n <= 120; n++) await ada.say('message.send', { channelId: id, content: `m${n}` })
  })
  const seqs = async (query: string) => (await page(ada, `channel=${id}&${query}`)).messages.map(({ seq }) => seq)
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)

  test('the newest fifty, oldest first, with the clock they were read at', async () => {
    expect(await seqs('')).toEqual(range(71, 120))
    const { clock, lastSeq, firstSeq, epoch } = await page(ada, `channel=${id}`)
    expect({ lastSeq, firstSeq, epoch }).toEqual({ lastSeq: 120, firstSeq: 1, epoch: server.running.app.store.identity.epoch })
    expect(clock).toBeGreaterThan(120)
  })

  test('before, after and around a number; at most a hundred', async () => {
    expect(await seqs('before=11&limit=5')).toEqual(range(6, 10))
    expect(await seqs('after=118')).toEqual([119, 120])
    expect(await seqs('around=60&limit=10')).toEqual(range(55, 64))
    expect(await seqs('around=1&limit=10')).toEqual(range(1, 10))
    expect(await seqs('before=1')).toEqual([])
    expect(await seqs('limit=100')).toEqual(range(21, 120))
  })

  test('around the first message sent since a time', async () => {
    const all = (await page(ada, `channel=${id}&around=61&limit=100`)).messages
    for (const at of [all[30], all[99]]) {
      const first = all.find(({ createdAt }) => createdAt >= (at?.createdAt ?? 0))
      expect(await seqs(`since=${at?.createdAt}&limit=1`)).toEqual([first?.seq])
      expect(await seqs(`since=${at?.createdAt}&limit=10`)).toContain(first?.seq)
    }
    expect(await seqs(`since=${Date.now() + 60_000}&limit=1`)).toEqual([])
    expect(await seqs('since=0&limit=3')).toEqual(range(1, 3))
    expect(await seqs(`since=${Date.now() + 60_000}&limit=10`)).toEqual(range(116, 120))
    expect((await ada.rest('GET', `/api/channels/${id}/messages?since=x`)).status).toBe(422)
  })

  test('the same page under the plural noun, and one question at a time', async () => {
    const answered = await ada.rest('GET', `/api/channels/${id}/messages?before=11&limit=5`)
    expect(messagePageSchema.parse(answered.body).messages.map(({ seq }) => seq)).toEqual(range(6, 10))
    expect((await ada.rest('GET', `/api/channels/${id}/messages?before=11&after=2`)).status).toBe(422)
  })

  test('walking backwards meets every message once', async () => {
    const met: number[] = []
    for (let before = 1_000; before > 1; before = met[0] ?? 0) met.unshift(...(await seqs(`before=${before}&limit=33`)))
    expect(met).toEqual(range(1, 120))
  })
})

describe('PATCH, DELETE and GET /api/messages/:id', () => {
  let message: Message
  beforeAll(async () => {
    message = await ben.say('message.send', { channelId: server.generalId, content: 'frist' })
  })
  const path = () => `/api/messages/${message.id}`

  test('[W32] an edit raises version and rev, keeps the number; one that was overtaken is a conflict', async () => {
    const edited = messageSchema.parse((await ben.rest('PATCH', path(), { content: 'first', version: 1 })).body)
    expect(edited).toMatchObject({ content: 'first', version: 2, seq: message.seq, editedAt: expect.any(Number) })
    expect(edited.rev).toBeGreaterThan(message.rev)
    expect((await ben.rest('PATCH', path(), { content: 'third', version: 1 })).status).toBe(409)
    expect((await ben.rest('PATCH', path(), { content: 'first', version: 1 })).body).toEqual(edited)
    expect((await cleo.rest('PATCH', path(), { content: 'mine' })).status).toBe(403)
    expect((await ada.rest('PATCH', path(), { content: 'mine' })).status).toBe(403)
  })

  test('[C12] deleting leaves a tombstone; others may not, administrators may, twice is once', async () => {
    expect((await cleo.rest('DELETE', path())).status).toBe(403)
    const gone = messageSchema.parse((await ada.rest('DELETE', path())).body)
    expect(gone).toMatchObject({ content: '', deleted: true, seq: message.seq, meta: null })
    expect((await ben.rest('DELETE', path())).body).toEqual(gone)
    expect((await ben.rest('GET', path())).body).toEqual(gone)
    expect((await ben.rest('PATCH', path(), { content: 'back' })).status).toBe(409)
  })
})

describe('GET /api/search', () => {
  test('all words, newest first, by the page; edited words are found, deleted ones are not', async () => {
    const { id, name } = await channel()
    const send = (content: string) => ada.say('message.send', { channelId: id, content })
    const [one, two] = [await send('Kraken sighted at Höfn'), await send('the kraken left'), await send('calm')]
    const find = async (query: string) => foundSchema.parse((await ben.rest('GET', `/api/search?${query}`)).body)
    expect((await find('q=KRAKEN')).messages.map((m) => m.id)).toEqual([two.id, one.id])
    expect((await find('q=hofn+kra')).messages.map((m) => m.id)).toEqual([one.id])
    const first = await find(`q=kraken&limit=1&channel=${name}`)
    expect(first.messages.map((m) => m.id)).toEqual([two.id])
    expect((await find(`q=kraken&limit=1&cursor=${first.cursor}`)).messages.map((m) => m.id)).toEqual([one.id])
    await ada.say('message.edit', { messageId: one.id, content: 'whale' })
    await ada.say('message.delete', { messageId: two.id })
    expect((await find('q=kraken')).messages).toEqual([])
    expect((await find('q=whale')).messages.map((m) => m.id)).toEqual([one.id])
  })
})
