import { afterAll, describe, expect, test } from 'vitest'
import { PASSWORD, startServer, startWorkspace } from '../harness.ts'

const { server, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const register = (fields: object) =>
  server.ask('POST', '/api/register', { body: { name: 'Zoe Winter', email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, ...fields } })
const login = (body: unknown, to = server) => to.ask('POST', '/api/login', { body })

describe('[S10] what is no word where a word belongs', () => {
  test.each([
    '{"username":{"$ne":""},"password":{"$ne":""}}',
    '{"username":["ada"],"password":["x"]}',
    '{"username":true,"password":true}',
    '{"username":1,"password":1}',
    '{"username":null,"password":null}',
    '{"username":"ada","password":{"length":9}}',
    '{"__proto__":{"username":"ada","password":"x"}}',
    '{"username":"ada","__proto__":{"password":"x"}}',
    '{}',
    '[]',
    '"ada"',
    '7',
    'null',
    '',
    '{"username":"ada"',
    '{"email":"","password":"x"}',
  ])('%s', async (body) => {
    const { status, problem } = await login(body)
    expect([400, 422]).toContain(status)
    expect(['bad_request', 'invalid']).toContain(problem.code)
  })

  test('of a name given twice the last one counts, and nothing else', async () => {
    expect((await login(`{"username":"ben","username":"nobody","password":"${PASSWORD}"}`)).status).toBe(401)
  })
})

describe('[S11] fields that are not for the asking', () => {
  const wished = {
    role: 'owner',
    id: crypto.randomUUID(),
    isAdmin: true,
    is_admin: true,
    urev: 9,
    rev: 9,
    createdAt: 1,
    created_at: 1,
    kind: 'bot',
    deactivated: false,
  }

  test('change nothing at registration', async () => {
    const { user } = (await register(wished)).body as { user: Record<string, unknown> }
    expect(user).toMatchObject({ role: 'member', kind: 'person' })
    expect(user.id).not.toBe(wished.id)
    expect(user.createdAt).toBeGreaterThan(1e12)
  })

  test('change nothing in a profile', async () => {
    const before = (await ben.rest('GET', '/api/user')).body as { user: { rev: number } }
    const { rev } = (await ben.rest('PATCH', '/api/user', wished)).body as { rev: number }
    expect((await ben.rest('GET', '/api/user')).body).toEqual({ user: { ...before.user, rev } })
  })
})

describe('[S13] the first account', () => {
  const password = PASSWORD
  test('from elsewhere only with the code that start printed; there is no account before it', async () => {
    await using empty = await startServer()
    for (const handle of ['admin', 'root', 'owner', 'parley']) expect((await login({ handle, password: handle }, empty)).status).toBe(401)
    const elsewhere = (fields: object) =>
      empty.oneNode.ask('POST', '/api/register', {
        body: { name: 'Ada', email: 'ada@example.org', password, ...fields },
        headers: { 'x-forwarded-for': '203.0.113.7' },
      })
    expect((await elsewhere({})).problem.code).toBe('forbidden')
    expect((await elsewhere({ ownerCode: 'guessed' })).problem.code).toBe('forbidden')
    expect((await empty.ask('GET', '/api/boot', { headers: { 'x-forwarded-for': '203.0.113.7' } })).body).toMatchObject({ firstRun: { here: false } })
    expect((await elsewhere({ ownerCode: empty.running.app.services.accounts.ownerCode })).body).toMatchObject({ user: { role: 'owner' } })
    expect(await empty.register('Ben').then(({ user }) => user.role)).toBe('member')
  })

  test('two at once make one owner', async () => {
    await using empty = await startServer()
    const people = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => empty.register(name)))
    expect(people.map(({ user }) => user.role).sort()).toEqual(['member', 'member', 'owner'])
  })
})
