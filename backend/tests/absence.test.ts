import { randomUUID } from 'node:crypto'
import { Client } from '@parley/client'
import { expect, test, vi } from 'vitest'
import { claimPort } from '../../bench/port.ts'
import { type Person, startServer, startWorkspace, type TestServer, temporaryFolder } from './harness.ts'

async function settled(client: Client): Promise<void> {
  await vi.waitFor(() => expect(client.status.get()).toEqual({ at: 'online', syncing: false }), { timeout: 20_000, interval: 10 })
}

/** What a client shows of #general: its newest page, and the conversation. */
async function shown(client: Client, channelId: string) {
  await client.call('channel.get', { channelId }) // its answer stands behind all that was due before
  await client.timeline(channelId).openNewest()
  await settled(client)
  const { entries, atEnd } = client.timeline(channelId).get()
  return { newest: entries.slice(-50), atEnd, conversation: client.conversation(channelId).get() }
}

async function fresh(url: string, token: string, channelId: string) {
  const client = new Client({ url, token })
  client.start()
  await settled(client)
  const found = await shown(client, channelId)
  client.stop()
  return found
}

/** Sends, edits and deletes, through the same services that the edges use. */
async function change(server: TestServer, person: Person, rounds: number): Promise<void> {
  const { store } = server.running.app
  const channelId = server.generalId
  const one = async (n: number) => {
    const { message } = await store.append({ id: randomUUID(), channelId, authorId: person.id, content: `word ${n}`, replyTo: undefined, meta: undefined })
    if (n % 2 === 0) await store.write('message.edit', { userId: person.id, messageId: message.id, content: `better ${n}`, version: undefined })
    if (n % 5 === 0) await store.write('message.remove', { userId: person.id, messageId: message.id })
  }
  for (let from = 0; from < rounds; from += 100) await Promise.all(Array.from({ length: 100 }, (_, n) => one(from + n)))
}

test.each([
  ['a hundred', 100],
  ['more than ten thousand', 6_000],
])(
  '[I3] away for %s changes, edits and deletions among them: equal to a fresh client',
  async (_what, rounds) => {
    const { server, ada, ben } = await startWorkspace()
    await using _server = server
    await change(server, ben, 200)
    const client = new Client({ url: server.url, token: ada.token })
    client.start()
    await settled(client)
    client.timeline(server.generalId).subscribe(() => {})
    await shown(client, server.generalId)
    client.stop()
    const before = (await ada.say('channel.get', { channelId: server.generalId })).channel.clock
    await change(server, ben, rounds)
    expect((await ada.say('channel.get', { channelId: server.generalId })).channel.clock - before).toBe(rounds * 1.7)
    client.start()
    await settled(client)
    expect(await shown(client, server.generalId)).toEqual(await fresh(server.url, ada.token, server.generalId))
    client.stop()
  },
  180_000,
)

test('[I3] across a restart of the server: equal to a fresh client', async () => {
  const dataDir = temporaryFolder()
  const PORT = String(await claimPort())
  const first = await startServer({ DATA_DIR: dataDir, PORT })
  const ada = await first.register('Ada')
  const client = new Client({ url: first.url, token: ada.token })
  client.start()
  await settled(client)
  await shown(client, first.generalId)
  await first[Symbol.asyncDispose]()
  await using again = await startServer({ DATA_DIR: dataDir, PORT })
  await change(again, ada, 300)
  client.reconnectNow()
  await settled(client)
  // Where the changes took longer, the client came back by itself meanwhile, and the last event may be on its way still.
  const wanted = await fresh(again.url, ada.token, again.generalId)
  await vi.waitFor(async () => expect(await shown(client, again.generalId)).toEqual(wanted), { timeout: 5_000 })
  client.stop()
}, 60_000)
