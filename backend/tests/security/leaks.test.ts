import { afterAll, expect, test } from 'vitest'
import { routes } from '../../routes/index.ts'
import { fresh, startServer, startWorkspace } from '../harness.ts'
import { rawRequest } from '../raw-request.ts'

const { server, ada, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

test('[S60] what nobody expected is told in general words, with a number to ask about', async () => {
  const { services } = server.running.app
  const { page } = services.messages
  services.messages.page = () => Promise.reject(new Error('SQLITE_IOERR: select * from users at /home/parley/store.ts'))
  try {
    const answered = await ada.by(server.oneNode).rest('GET', '/api/messages')
    expect(answered.problem).toEqual({
      type: 'about:blank',
      title: 'Something went wrong here',
      status: 500,
      code: 'internal',
      detail: 'Something went wrong here',
      requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      retry: 'same-id',
    })
    await using wire = await ada.by(server.oneNode).connect()
    expect(await wire.ask('message.page', { channelId: server.generalId }, 1)).toEqual({
      re: 1,
      error: { code: 'internal', message: 'Something went wrong here', retry: 'same-id' },
    })
  } finally {
    services.messages.page = page
  }
})

test('[S62] nothing that was asked with a name is kept by a cache', async () => {
  for (const { method, path } of routes.filter((route) => route.method === 'GET' && !route.path.includes(':'))) {
    const { headers } = await ada.rest(method, path)
    expect(headers.get('cache-control'), path).toBe('no-store')
  }
})

test('[S64] private channels leak into no search, no list, no count and no name', async () => {
  const name = fresh('conclave')
  const {
    channel: { id },
  } = await ada.say('channel.create', { kind: 'private', name, topic: 'white smoke' })
  await ada.say('message.send', { channelId: id, content: 'habemus @ben' })
  for (const path of [
    '/api/search?q=habemus',
    `/api/channels/public?q=${name}`,
    '/api/channels',
    `/api/users?q=${name}`,
    `/api/messages?channel=${name}`,
    '/api/boot',
    '/api/user',
  ]) {
    const { body } = await ben.rest('GET', path)
    expect(JSON.stringify(body), path).not.toMatch(new RegExp(`${name}|habemus|white smoke|${id}`))
  }
})

test('[S92] what is not for outside', async () => {
  const outside = { 'x-forwarded-for': '203.0.113.7' }
  for (const path of [
    '/metrics',
    '/debug',
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/server.ts',
    '/package.json',
    '/data/parley.sqlite',
    '/api/../.env',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/api',
    '/api/',
    '/static/',
    '/index.js.map',
  ])
    expect((await rawRequest(server.port, 'GET', path, outside)).status, path).toBe(404)
  expect((await server.ask('GET', '/metrics')).status).toBe(200)
  expect((await server.ask('GET', '/metrics', { token: ada.token, headers: outside })).status).toBe(200)
  expect((await server.ask('GET', '/metrics', { token: ben.token, headers: outside })).status).toBe(404)
})

test('[S61] registering is limited too', async () => {
  await using limited = await startServer({ RATE_LIMITS: 'on' })
  const statuses: number[] = []
  for (let n = 0; n < 22; n++)
    statuses.push(
      (await limited.oneNode.ask('POST', '/api/register', { body: { name: `Person ${n}`, email: `p${n}@example.org`, password: 'one long password for all' } }))
        .status,
    )
  expect(statuses).toEqual([...Array(20).fill(201), 429, 429])
})
