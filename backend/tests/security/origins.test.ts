import { afterAll, describe, expect, test } from 'vitest'
import { startWorkspace } from '../harness.ts'
import { rawRequest } from '../raw-request.ts'

const { server, ada } = await startWorkspace({ ALLOWED_ORIGINS: 'https://friends.example' })
afterAll(() => server[Symbol.asyncDispose]())
const raw = (method: string, path: string, headers: Record<string, string>) =>
  rawRequest(server.port, method, path, { authorization: `Bearer ${ada.token}`, ...headers })

describe('[S54][W73] requests that a page elsewhere makes with our cookie', () => {
  const cookie = `parley=${ada.token}`
  test.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['same-site', { 'sec-fetch-site': 'same-site' }],
    ['another Origin', { origin: 'https://evil.example' }],
    ['Origin null', { origin: 'null' }],
    ['neither', {}],
    ['none', { 'sec-fetch-site': 'none' }],
    ['a lie', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
    ['an allowed home', { origin: 'https://friends.example' }],
  ])('%s: 403, and nothing is done', async (_what, headers: Record<string, string>) => {
    const answered = await server.ask('POST', '/api/message', { body: { content: 'forged' }, headers: { cookie, ...headers } })
    expect(answered.problem.code).toBe('forbidden')
    expect((await ada.rest('GET', '/api/search?q=forged')).body).toEqual({ messages: [], cursor: null })
  })

  test.each([
    ['our Origin', { origin: server.url }],
    ['same-origin', { 'sec-fetch-site': 'same-origin' }],
  ])('%s: it is our page', async (_what, headers) => {
    expect((await server.ask('POST', '/api/message', { body: { content: 'real' }, headers: { cookie, ...headers } })).status).toBe(201)
  })

  test('a link followed from another site opens the page as its owner; a frame, a script or a form does not', async () => {
    const visit = { cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
    const status = async (method: string, headers: Record<string, string>) => (await rawRequest(server.port, method, '/api/user', headers)).status
    expect(await status('GET', visit)).toBe(200)
    expect(await status('GET', { ...visit, 'sec-fetch-dest': 'iframe' })).toBe(401)
    expect(await status('GET', { ...visit, 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' })).toBe(401)
    expect(await status('GET', { ...visit, origin: 'https://evil.example' })).toBe(401)
    expect(await status('PATCH', visit)).toBe(403)
  })

  test('another site may not even try a password, nor read', async () => {
    for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }] as Record<string, string>[]) {
      expect((await server.ask('POST', '/api/login', { body: { handle: 'ada', password: 'x' }, headers })).problem.code).toBe('forbidden')
      expect(
        (await server.ask('POST', '/api/register', { body: { name: 'X', email: 'x@example.org', password: 'long enough, this' }, headers })).problem.code,
      ).toBe('forbidden')
      expect((await server.ask('GET', '/api/user', { headers: { cookie, ...headers } })).status).toBe(401)
    }
  })
})

describe('[S55] CORS', () => {
  test.each(['https://evil.example', 'null', 'https://friends.example.evil.example', 'http://friends.example'])('%s is allowed nothing', async (origin) => {
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await raw(method, '/api/user', { origin, 'access-control-request-method': 'POST' })
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
  test('an allowed home asks by token, never with credentials', async () => {
    const preflight = await raw('OPTIONS', '/api/message', { origin: 'https://friends.example', 'access-control-request-method': 'POST' })
    expect(preflight).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': 'https://friends.example', vary: 'origin' } })
    expect(preflight.headers).not.toHaveProperty('access-control-allow-credentials')
  })
})
