import { problemSchema } from '@parley/protocol/schemas'
import { afterAll, describe, expect, test } from 'vitest'
import { startWorkspace } from '../harness.ts'
import { rawRequest } from '../raw-request.ts'

const { server, ada } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const raw = (method: string, path: string, headers: Record<string, string> = {}) =>
  rawRequest(server.port, method, path, { authorization: `Bearer ${ada.token}`, ...headers })

describe('[S52] pages', () => {
  test.each([
    'limit=1000000000',
    'limit=-1',
    'limit=0',
    'limit=NaN',
    'limit=1.5',
    'limit=101',
    'limit=',
    'before=1%20OR%201',
    "before=1'",
    'before=1&before=2',
    'after=1e9',
    'around=0x10',
    'after=99999999999999999999',
  ])('%s is invalid', async (query) => {
    expect((await ada.rest('GET', `/api/messages?${query}`)).problem.code).toBe('invalid')
  })
  test.each(['after=9007199254740991', 'before=-9007199254740991', 'around=9007199254740991', 'limit=100', 'nonsense=1', 'before[]=1'])(
    '%s is a page',
    async (query) => {
      expect((await ada.rest('GET', `/api/messages?${query}`)).status).toBe(200)
    },
  )
})

describe('[S53] bodies', () => {
  test('more than 1 MiB is 413', async () => {
    const body = JSON.stringify({ content: 'x', padding: 'x'.repeat(10 * 1024 * 1024) })
    const status = await ada.rest('POST', '/api/message', body).then(
      (answered) => answered.status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(status)
    // Announced is enough: the connection ends with the answer, and what were still on its way could take it with it.
    const refused = await raw('POST', '/api/message', { 'content-type': 'application/json', 'content-length': String(1024 * 1024 + 1) })
    expect(problemSchema.parse(JSON.parse(refused.text))).toMatchObject({ status: 413, code: 'too_large' })
  })

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml', 'text/json', ''])(
    'JSON as "%s" is 415',
    async (type) => {
      expect((await ada.rest('POST', '/api/message', '{"content":"x"}', { headers: { 'content-type': type } })).problem.code).toBe('unsupported_type')
    },
  )

  test.each([
    '{',
    '[]',
    '"x"',
    '7',
    '{"content":"x"',
    '\u0000',
    '[{"content":"x"}]',
    `${'['.repeat(100_000)}`,
    `{"a":${'{"a":'.repeat(20)}1${'}'.repeat(20)}}`,
    '\ufeff{"content":"x"}',
  ])('[S40] a body that is no object is 400 (%#)', async (body) => {
    expect((await ada.rest('POST', '/api/message', body)).problem.code).toBe('bad_request')
  })
})

describe('[S56] methods', () => {
  test.each([
    ['TRACE', '/api/user'],
    ['PUT', '/api/user'],
    ['DELETE', '/api/user'],
    ['POST', '/api/messages'],
    ['GET', '/api/message'],
    ['PUT', '/api/channels'],
    ['GET', '/api/login'],
  ])('%s %s is 405 and says what is allowed', async (method, path) => {
    const { status, headers } = await raw(method, path)
    expect(status).toBe(405)
    expect(headers.allow).toMatch(/^[A-Z]+(, [A-Z]+)*$/)
  })
  test('CONNECT and made-up methods end nothing', async () => {
    for (const method of ['CONNECT', 'PROPFIND', 'LINK']) await raw(method, '/api/user').catch(() => undefined)
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
  })
  test('no header changes the method', async () => {
    for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override']) {
      expect((await raw('GET', '/api/user', { [name]: 'DELETE' })).status).toBe(200)
      expect((await ada.rest('POST', '/api/messages?_method=GET', {}, { headers: { [name]: 'GET' } })).status).toBe(405)
    }
  })
})
