import { messagePageSchema, postedSchema } from '@parley/protocol/schemas'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startServer, type TestServer } from '../harness.ts'

/** The five routes as the first user wrote them down: plain fetch, and not a field that they did not suggest. */
describe('[W71] the seed, word for word', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startServer({ RATE_LIMITS: 'on' })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  const password = 'seven herons over the harbour'
  const json = { 'content-type': 'application/json' }
  const post = (path: string, body: object, headers = {}) =>
    fetch(server.url + path, { method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) })
  const tokenOf = async (fields: object): Promise<string> => ((await (await post('/api/login', { ...fields, password })).json()) as { token: string }).token

  test('POST /api/register accepts user details and returns a success message', async () => {
    const response = await post('/api/register', { name: 'Ada', email: 'ada@example.org', password })
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ success: 'Welcome, Ada.', user: { name: 'Ada', handle: 'ada', role: 'owner' } })
  })

  test('POST /api/login accepts credentials and returns a token: by e-mail, handle or username', async () => {
    for (const fields of [
      { email: 'ada@example.org' },
      { email: ' ADA@Example.org' },
      { handle: 'ada' },
      { handle: '@ada' },
      { username: 'ada' },
      { username: 'ada@example.org' },
    ]) {
      const response = await post('/api/login', { ...fields, password })
      expect(response.status, JSON.stringify(fields)).toBe(200)
      expect(await response.json()).toMatchObject({ token: expect.stringMatching(/^ct_[\w-]{43}$/), user: { handle: 'ada' } })
    }
  })

  test('GET /api/user retrieves user information', async () => {
    const authorization = `Bearer ${await tokenOf({ email: 'ada@example.org' })}`
    const response = await fetch(`${server.url}/api/user`, { headers: { authorization } })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ user: { name: 'Ada', email: 'ada@example.org' } })
    expect((await fetch(`${server.url}/api/user`)).status).toBe(401)
  })

  test('POST /api/message accepts message content and returns a success message', async () => {
    const authorization = `Bearer ${await tokenOf({ email: 'ada@example.org' })}`
    const response = await post('/api/message', { content: 'Hello, harbour' }, { authorization })
    expect(response.status).toBe(201)
    const { success, message } = postedSchema.parse(await response.json())
    expect(success).toBe('Sent.')
    expect(message).toMatchObject({ content: 'Hello, harbour', channelId: server.generalId, seq: 1 })
  })

  test('GET /api/messages retrieves a list of messages', async () => {
    const authorization = `Bearer ${await tokenOf({ email: 'ada@example.org' })}`
    const response = await fetch(`${server.url}/api/messages`, { headers: { authorization } })
    expect(response.status).toBe(200)
    const page = messagePageSchema.parse(await response.json())
    expect(page.messages.map(({ content }) => content)).toEqual(['Hello, harbour'])
    expect(page).toMatchObject({ channelId: server.generalId, lastSeq: 1 })
  })

  test('the socket example connects, and the client is told so', async () => {
    const said: string[] = []
    const { promise: told, resolve } = Promise.withResolvers<string>()
    const socket = new WebSocket(server.url.replace('http', 'ws'))
    socket.onopen = () => said.push('Connected to the server')
    socket.onmessage = (event) => resolve(String(event.data))
    expect(JSON.parse(await told)).toMatchObject({ type: 'hello', protocol: 1, auth: 'required' })
    expect(said).toEqual(['Connected to the server'])
    const closed = new Promise((done) => {
      socket.onclose = done
    })
    socket.close()
    await closed
  })
})
