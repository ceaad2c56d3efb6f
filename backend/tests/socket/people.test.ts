import { Client } from '@parley/client'
import { Seen } from '@parley/client/seen'
import { afterAll, expect, test, vi } from 'vitest'
import { fresh, type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben } = await startWorkspace()
const clients: Client[] = []
afterAll(async () => {
  for (const client of clients) client.stop()
  await server[Symbol.asyncDispose]()
})

async function clientOf(person: Person): Promise<Client> {
  const client = new Client({ url: server.url, token: person.token })
  clients.push(client)
  client.start()
  await vi.waitFor(() => expect(client.status.get()).toEqual({ at: 'online', syncing: false }))
  return client
}

test('[W90] a status reaches who knows the person, and its owner', async () => {
  const [a, b] = [await clientOf(ada), await clientOf(ben)]
  a.users.learn(ben.user)
  const status = { emoji: '🌴', text: 'On an island', until: Date.now() + 60_000 }
  await b.call('profile.update', { status })
  expect(b.self.get()?.user.status).toEqual(status)
  await vi.waitFor(() => expect(a.users.list().find(({ id }) => id === ben.id)?.status).toEqual(status))
  await expect(b.call('profile.update', { status: { emoji: '', text: ' ', until: null } })).rejects.toMatchObject({ code: 'invalid' })
})

test('[W91] who looks at a direct conversation sees how far the other has read, also of what was read while they were away', async () => {
  const [a, b] = [await clientOf(ada), await clientOf(ben)]
  const { channel } = await a.call('channel.direct', { userIds: [ben.id] })
  const seen = new Seen(a)
  const first = await a.call('message.send', { channelId: channel.id, content: 'Seen?' })
  const marks = seen.in(channel.id)
  await vi.waitFor(() => expect(marks.get().get(ben.id)).toBe(0))
  b.markRead(channel.id, first.seq)
  await vi.waitFor(() => expect(marks.get().get(ben.id)).toBe(first.seq))

  const second = await a.call('message.send', { channelId: channel.id, content: 'And this?' })
  a.stop()
  await ben.say('channel.read', { channelId: channel.id, seq: second.seq })
  a.start()
  await vi.waitFor(() => expect(marks.get().get(ben.id)).toBe(second.seq))
})

test('[W92] what is sent too early in a slow channel is sent when its time has come, once', async () => {
  const b = await clientOf(ben)
  const { channel } = await ada.say('channel.create', { kind: 'public', name: fresh('slow') })
  await ben.say('channel.join', { channelId: channel.id })
  await ada.say('channel.update', { channelId: channel.id, slowMs: 700 })
  const ids = ['one', 'two'].map((words) => b.send(channel.id, words))
  await vi.waitFor(() => expect(b.outbox.get()).toEqual([]), { timeout: 5_000 })
  const { messages } = await ben.say('message.page', { channelId: channel.id })
  expect(messages.map(({ id, content }) => [id, content])).toEqual([
    [ids[0], 'one'],
    [ids[1], 'two'],
  ])
  expect((messages[1]?.createdAt ?? 0) - (messages[0]?.createdAt ?? 0)).toBeGreaterThanOrEqual(700)
  await ada.say('channel.update', { channelId: channel.id, posting: 'admins' })
  const refused = b.send(channel.id, 'three')
  await vi.waitFor(() => expect(b.outbox.get()).toMatchObject([{ id: refused, failed: { code: 'forbidden' } }]))
})
