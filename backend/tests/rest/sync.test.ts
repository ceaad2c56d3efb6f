import { importedSchema, type Synced, syncedSchema } from '@parley/protocol/schemas'
import { afterAll, describe, expect, test } from 'vitest'
import { type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const { epoch } = server.running.app.store.identity
const sync = async (person: Person, position: object): Promise<Synced> => syncedSchema.parse((await person.rest('POST', '/api/sync', position)).body)

describe('[W29] POST /api/sync', () => {
  test('a bot without a socket misses nothing', async () => {
    const start = await sync(ben, { clocks: { [server.generalId]: 0 }, me: 0, workspace: 0 })
    const message = await ada.say('message.send', { channelId: server.generalId, content: 'tick' })
    const next = await sync(ben, { epoch, clocks: start.clocks, me: start.me, workspace: start.workspace })
    expect(next.events).toEqual([{ type: 'message.changed', channelId: server.generalId, rev: message.rev, message }])
    expect(next).toMatchObject({ reset: false, gone: [], more: [], resync: [], clocks: { [server.generalId]: message.rev } })
    expect((await sync(ben, { epoch, clocks: next.clocks, me: next.me, workspace: next.workspace })).events).toEqual([])
  })

  test('[C16] another epoch or a clock from the future: start over', async () => {
    expect(await sync(ben, { epoch: 'another', clocks: { [server.generalId]: 3 } })).toMatchObject({ reset: true, events: [], clocks: {} })
    expect(await sync(ben, { clocks: { [server.generalId]: 1e9 } })).toMatchObject({ reset: true, events: [] })
  })

  test('[W24] many rows in several channels, page by page', async () => {
    const ids: string[] = []
    for (let n = 0; n < 3; n++) ids.push((await ada.say('channel.create', { kind: 'private', name: 'deep' })).channel.id)
    for (const channelId of ids) await Promise.all(Array.from({ length: 450 }, (_, n) => ada.say('message.send', { channelId, content: `m${n}` })))
    const known = new Map<string, number>(ids.map((id) => [id, 0]))
    const met = new Set<string>()
    for (let more = true; more; ) {
      const page = await sync(ada, { epoch, clocks: Object.fromEntries(known) })
      for (const event of page.events) if (event.type === 'message.changed') met.add(event.message.id)
      for (const [id, clock] of Object.entries(page.clocks)) known.set(id, clock)
      more = page.more.length > 0
    }
    expect(met.size).toBe(1_350)
  })
})

const history = {
  source: 'slack',
  users: [
    { sourceId: 'U1', name: 'Grace', handle: 'grace' },
    { sourceId: 'U2', name: 'Ada', email: 'other@example.org' },
  ],
  channels: [{ sourceId: 'C1', kind: 'public', name: 'lighthouse', members: ['U1', 'U2', '@ben'], createdAt: 1_600_000_000_000 }],
  messages: [
    { sourceId: 'M1', channel: 'C1', author: 'U1', content: 'the lamp is lit', createdAt: 1_600_000_000_000 },
    { sourceId: 'M2', channel: '#general', author: '@ben', content: 'imported here', createdAt: 1_600_000_001_000, editedAt: 1_600_000_002_000 },
  ],
}

describe('POST /api/import', () => {
  test('by the owner; repeating it changes nothing', async () => {
    expect((await ben.rest('POST', '/api/import', history)).problem.code).toBe('forbidden')
    expect(importedSchema.parse((await ada.rest('POST', '/api/import', history)).body)).toEqual({ users: 2, channels: 1, messages: 2, known: 0 })
    const before = await sync(ben, { clocks: { [server.generalId]: 0 }, workspace: 0, me: 0 })
    expect(importedSchema.parse((await ada.rest('POST', '/api/import', history)).body)).toEqual({ users: 0, channels: 0, messages: 0, known: 5 })
    expect(await sync(ben, { clocks: { [server.generalId]: 0 }, workspace: 0, me: 0 })).toEqual(before)
  })

  test('history is found, keeps its times, and is not news', async () => {
    const { messages } = (await ben.rest('GET', '/api/messages?channel=lighthouse')).body as { messages: object[] }
    expect(messages).toMatchObject([{ content: 'the lamp is lit', createdAt: 1_600_000_000_000, seq: 1 }])
    expect((await cleo.rest('GET', '/api/search?q=lamp')).body).toMatchObject({ messages: [{ content: 'the lamp is lit' }] })
    const { channels } = (await ben.rest('GET', '/api/channels')).body as { channels: { channel: { name: string; lastSeq: number }; readSeq: number }[] }
    for (const { channel, readSeq } of channels) expect(readSeq, channel.name).toBe(channel.lastSeq)
  })

  test('what is named before it is known is refused, and nothing of it happens', async () => {
    const broken = {
      source: 'irc',
      users: [{ sourceId: 'X', name: 'Xenia' }],
      messages: [{ sourceId: 'N', channel: 'nowhere', author: 'X', content: 'x', createdAt: 1 }],
    }
    expect((await ada.rest('POST', '/api/import', broken)).problem).toMatchObject({ code: 'invalid', detail: expect.stringContaining('nowhere') })
    expect((await ada.rest('GET', '/api/users?q=xenia')).body).toEqual({ users: [], cursor: null })
  })

  test('a public name that is taken is a conflict in words, and a direct conversation that is there is the same one', async () => {
    const general = { source: 'irc', channels: [{ sourceId: 'G', kind: 'public', name: 'General', members: ['@ben'] }] }
    expect((await ada.rest('POST', '/api/import', general)).problem).toMatchObject({ code: 'conflict', detail: expect.stringContaining('#General') })
    const {
      channel: { id },
    } = await ben.say('channel.direct', { userIds: [cleo.id] })
    const direct = {
      source: 'irc',
      channels: [{ sourceId: 'D', kind: 'direct', members: ['@ben', '@cleo'] }],
      messages: [{ sourceId: 'DM', channel: 'D', author: '@ben', content: 'long ago', createdAt: 1 }],
    }
    expect((await ada.rest('POST', '/api/import', direct)).status).toBe(200)
    expect((await ada.rest('POST', '/api/import', direct)).body).toEqual({ users: 0, channels: 0, messages: 0, known: 2 })
    expect((await cleo.rest('GET', `/api/channels/${id}/messages`)).body).toMatchObject({ messages: [{ content: 'long ago' }] })
  })
})
