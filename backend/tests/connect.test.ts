import { rmSync } from 'node:fs'
import { connect } from '@parley/client'
import type { Message } from '@parley/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { claimPort } from '../../bench/port.ts'
import { startServer, type TestServer, temporaryFolder } from './harness.ts'

let dataDir: string
let server: TestServer
let tokens: { ada: string; ben: string }

const start = (PORT: string): Promise<TestServer> => startServer({ PORT, DATA_DIR: dataDir, RATE_LIMITS: 'on' })

beforeEach(async () => {
  dataDir = temporaryFolder()
  server = await start(String(await claimPort()))
  tokens = { ada: await register('Ada'), ben: await register('Ben') }
})

afterEach(async () => {
  await server[Symbol.asyncDispose]()
  rmSync(dataDir, { recursive: true, force: true })
})

test('connect() hears what somebody else sends by POST /api/message: once, in order, and nothing of its own', async () => {
  await send('ben', 'Said before anybody listened')
  const heard: Message[] = []
  const chat = connect({ url: server.url, token: tokens.ada, onMessage: (message) => void heard.push(message) })
  await vi.waitFor(() => expect(chat.client.status.get()).toEqual({ at: 'online', syncing: false }), 5_000)

  await send('ben', 'The Ludvig is in')
  const mine = await chat.send('Thank you, Ben')
  await send('ben', 'Berth four')
  expect(mine).toMatchObject({ content: 'Thank you, Ben', seq: 3 })
  await vi.waitFor(() => expect(heard.map(({ content }) => content)).toEqual(['The Ludvig is in', 'Berth four']), 5_000)
  expect(heard.map(({ seq }) => seq)).toEqual([2, 4])
  chat.close()
})

test('what names no channel goes to the default one, whatever it is called', async () => {
  const chat = connect({ url: server.url, token: tokens.ada })
  await vi.waitFor(() => expect(chat.client.status.get()).toEqual({ at: 'online', syncing: false }), 5_000)
  const { generalId: channelId } = server
  await chat.client.call('channel.update', { channelId, name: 'town-square' })
  expect(await chat.send('To everybody')).toMatchObject({ channelId, seq: 1 })
  chat.close()
})

test('and what was sent while it was away', async () => {
  const heard: string[] = []
  const closes: string[] = []
  const chat = connect({
    url: server.url,
    token: tokens.ada,
    onMessage: ({ content }) => void heard.push(content),
    onClose: ({ reason }) => void closes.push(reason),
  })
  await vi.waitFor(() => expect(chat.client.status.get()).toEqual({ at: 'online', syncing: false }), 5_000)

  const { port } = server
  await server[Symbol.asyncDispose]()
  await vi.waitFor(() => expect(closes[0]).toMatch(/\w/), 5_000)
  server = await start(String(port))
  await send('ben', 'Said while nobody listened')
  await vi.waitFor(() => expect(heard).toEqual(['Said while nobody listened']), 20_000)
  await send('ben', 'And after')
  await vi.waitFor(() => expect(heard).toEqual(['Said while nobody listened', 'And after']), 5_000)
  chat.close()
})

test('a token that is none ends it, with a reason in words', async () => {
  const errors: string[] = []
  const chat = connect({ url: server.url, token: `ct_${'x'.repeat(43)}`, onError: ({ message }) => void errors.push(message) })
  await vi.waitFor(() => expect(chat.client.status.get()).toMatchObject({ at: 'signedOut', reason: expect.stringMatching(/\w+ \w+/) }), 5_000)
  expect(errors.length).toBeGreaterThan(0)
  chat.close()
})

async function register(name: string): Promise<string> {
  const { token } = await post('/api/register', { name, email: `${name.toLowerCase()}@harbour.test`, password: 'a long and quiet tide' })
  return String(token)
}

const send = (who: 'ada' | 'ben', content: string): Promise<Record<string, unknown>> => post('/api/message', { content }, tokens[who])

async function post(path: string, body: object, token?: string): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true)
  return (await answer.json()) as Record<string, unknown>
}
