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

test('a page of another home keeps the token from signing in to signing out, and never signs in by an old one', async () => {
  const asked: unknown[] = []
  let kept: string | undefined = 'of an ended session'
  const save = (token: string | undefined): void => {
    kept = token
  }
  const tokenStorage = { load: () => kept, save }
  const fetch = answering(200, { user: { name: 'Ada' }, token: 'ct_2' }, asked)
  const client = new Client({ url: 'http://harbour.test', fetch, WebSocket: class {} as never, tokenStorage })
  await client.account.login({ handle: 'ada', password: 'correct horse' })
  expect(kept).toBe('ct_2')
  await client.account.logout()
  expect(kept).toBeUndefined()
  expect(asked).toMatchObject([
    ['http://harbour.test/api/login', 'POST', { 'content-type': 'application/json' }, { handle: 'ada' }],
    ['http://harbour.test/api/logout', 'POST', { authorization: 'Bearer ct_2' }, {}],
  ])
  expect(asked[0]).not.toHaveProperty('[2].authorization')
})
