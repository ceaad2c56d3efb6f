import { expect, test } from 'vitest'
import { Client } from '../src/index.ts'

const answering = (status: number, body: unknown, asked: unknown[] = []): typeof fetch =>
  (async (address: string, init: RequestInit) => {
    asked.push([address, init.method, init.headers, JSON.parse(String(init.body))])
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }) as unknown as typeof fetch

const clientWith = (fetch: typeof globalThis.fetch, token?: string) =>
  new Client({ url: 'http://harbour.test/', fetch, WebSocket: class {} as never, ...(token && { token }) })

test('registering and signing in answer the user and a token', async () => {
  const asked: unknown[] = []
  const client = clientWith(answering(201, { success: 'Welcome, Ada.', user: { name: 'Ada' }, token: 'ct_1' }, asked))
  expect(await client.account.register({ name: 'Ada', email: 'ada@harbour.test', password: 'correct horse' })).toMatchObject({
    token: 'ct_1',
    user: { name: 'Ada' },
  })
  expect(asked).toEqual([
    ['http://harbour.test/api/register', 'POST', { 'content-type': 'application/json' }, { name: 'Ada', email: 'ada@harbour.test', password: 'correct horse' }],
  ])
})

test('a problem document becomes a ChatError with its code', async () => {
  const problem = {
    type: 'about:blank',
    title: 'Too many requests',
    status: 429,
    code: 'too_fast',
    detail: 'Wait some minutes',
    requestId: 'r',
    retry: 'later',
    retryMs: 60_000,
  }
  const client = clientWith(answering(429, problem))
  await expect(client.account.login({ handle: 'ada', password: 'wrong' })).rejects.toMatchObject({
    code: 'too_fast',
    message: 'Wait some minutes',
    retryMs: 60_000,
  })
})

test("a proxy's error page and an unreachable server are `unavailable`", async () => {
  await expect(clientWith(answering(503, '<h1>Bad</h1>')).account.login({ handle: 'ada', password: 'x' })).rejects.toMatchObject({ code: 'unavailable' })
  const unreachable = clientWith((() => Promise.reject(new TypeError('fetch failed'))) as never)
  await expect(unreachable.account.login({ handle: 'ada', password: 'x' })).rejects.toMatchObject({ code: 'unavailable' })
})

test('signing out tells the server by token and stops the client', async () => {
  const asked: unknown[] = []
  const client = clientWith(answering(200, {}, asked), 'ct_1')
  await client.account.logout()
  expect(asked).toMatchObject([['http://harbour.test/api/logout', 'POST', { authorization: 'Bearer ct_1' }, {}]])
  expect(client.status.get()).toEqual({ at: 'signedOut', reason: 'Signed out' })
})
