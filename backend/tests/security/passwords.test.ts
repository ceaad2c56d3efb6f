import { afterAll, describe, expect, test } from 'vitest'
import { PASSWORD, startWorkspace } from '../harness.ts'

const { server, ada, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const register = (fields: object) =>
  server.ask('POST', '/api/register', { body: { name: 'Zoe Winter', email: `${crypto.randomUUID()}@example.org`, password: PASSWORD, ...fields } })
const login = (body: object) => server.ask('POST', '/api/login', { body })

describe('[S1] passwords', () => {
  test.each([
    'short',
    'sieben7',
    'password',
    'PASSWORD',
    '12345678',
    'qwertyuiop',
    'iloveyou',
    'football1',
    'parley123',
    'Parley2026!',
    'zoe winter',
    'zoe.winter1',
    'aaaaaaaaaaaa',
    'ababababab',
    'x'.repeat(129),
  ])('"%s" is refused as weak', async (password) => {
    expect((await register({ password })).problem).toMatchObject({ code: 'weak_password', status: 422 })
  })

  test.each([
    'correct horse battery staple',
    'пароль из семи слов',
    '密碼密碼長長的密碼',
    '🦩🦢🪿🐧🦆🐓🦤🦜',
    '        gap',
    'no digits no capitals',
    `${'long '.repeat(25)}end`,
  ])('"%s" is accepted, and opens', async (password) => {
    const email = `${crypto.randomUUID()}@example.org`
    expect((await register({ email, password })).status).toBe(201)
    expect((await login({ email, password })).status).toBe(200)
  })

  test('a change of password is held to the same', async () => {
    expect((await ben.rest('POST', '/api/user/password', { current: PASSWORD, password: 'password' })).problem.code).toBe('weak_password')
  })
})

describe('[S2] hashes', () => {
  test('nothing is cut: two passwords that differ after 72 bytes are two', async () => {
    const start = 'the same seventy-two bytes of a very long password, for both of the people '
    const email = 'long@example.org'
    await register({ email, password: `${start}A` })
    expect((await login({ email, password: `${start}B` })).status).toBe(401)
    expect((await login({ email, password: `${start}A` })).status).toBe(200)
  })

  test('Argon2id with 19 MiB and two passes at least, each with its own salt', async () => {
    const rows = (await server.sql('select password_hash from users where password_hash is not null')) as { password_hash: string }[]
    const hashes = rows.map((row) => row.password_hash)
    expect(hashes.length).toBeGreaterThan(3)
    const parts = hashes.map((hash) => /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([^$]{22})\$([^$]{43})$/.exec(hash))
    for (const part of parts) expect(Number(part?.[1]) >= 19_456 && Number(part?.[2]) >= 2).toBe(true)
    expect(new Set(parts.map((part) => part?.[3])).size).toBe(hashes.length)
  })
})

test('[S14] a change of password needs the current one, and ends all other sessions and sockets', async () => {
  const dora = await server.register('Dora')
  const other = await server.login(dora)
  await using mine = await dora.connect()
  await using theirs = await other.connect()
  expect((await server.ask('POST', '/api/user/password', { body: { current: PASSWORD, password: 'a heron is not a stork' } })).status).toBe(401)
  expect((await dora.rest('POST', '/api/user/password', { password: 'a heron is not a stork' })).status).toBe(422)
  expect((await dora.rest('POST', '/api/user/password', { current: 'wrong', password: 'a heron is not a stork' })).status).toBe(403)
  expect((await other.rest('GET', '/api/user')).status).toBe(200)
  expect((await dora.rest('POST', '/api/user/password', { current: PASSWORD, password: 'a heron is not a stork' })).status).toBe(200)
  expect((await theirs.closed).code).toBe(4401)
  expect((await other.rest('GET', '/api/user')).status).toBe(401)
  await mine.ping()
  expect((await login({ handle: 'dora', password: PASSWORD })).status).toBe(401)
  expect((await login({ handle: 'dora', password: 'a heron is not a stork' })).status).toBe(200)
  expect((await ada.rest('GET', '/api/user')).status).toBe(200)
})
