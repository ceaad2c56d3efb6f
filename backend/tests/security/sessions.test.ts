import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { Accounts } from '../../services/accounts.ts'
import type { Passwords } from '../../services/passwords.ts'
import { Rates } from '../../services/rates.ts'
import { PASSWORD, type Person, startServer, startWorkspace, temporaryFolder } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const isSignedOut = { code: 4401, reason: 'Nobody is signed in on this connection; sign in and connect again' }

describe('[S9] a token that is none', () => {
  const wrong = ['ct_', `ct_${'a'.repeat(43)}`, 'Ada', '', `${ada.token}x`, ada.token.slice(0, -1), ada.token.toLowerCase(), ada.token.replace('ct_', 'xx_')]
  test.each(wrong)('"%s" is refused on every path', async (token) => {
    const authorization = `Bearer ${token}`
    for (const [method, path] of [
      ['GET', '/api/user'],
      ['POST', '/api/message'],
      ['POST', '/api/sync'],
      ['GET', '/api/search?q=x'],
      ['POST', '/api/logout'],
    ] as const)
      expect((await server.ask(method, path, { headers: { authorization }, ...(method === 'POST' && { body: { content: 'x' } }) })).status, path).toBe(401)
    await expect(server.connect({ headers: { authorization } })).rejects.toMatchObject({ status: 401 })
    await using wire = await server.connect({ headers: { cookie: `parley=${token}`, origin: server.url } })
    expect((await wire.until('hello')).auth).toBe('required')
    expect(await wire.refusal('auth', { token })).toBe('unauthenticated')
    expect((await server.ask('GET', '/api/user', { headers: { cookie: `parley=${token}`, 'sec-fetch-site': 'same-origin' } })).status).toBe(401)
  })

  test.each(['Basic YWRhOnB3', 'Bearer', `bearer: ${ada.token}`, ada.token, `Bearer ${ada.token} ${ada.token}`])(
    'neither is the header "%s"',
    async (authorization) => {
      expect((await server.ask('GET', '/api/user', { headers: { authorization } })).status).toBe(401)
    },
  )

  test('a wrong bearer is not made good by a right cookie', async () => {
    const headers = { authorization: `Bearer ct_${'b'.repeat(43)}`, cookie: `parley=${ada.token}`, 'sec-fetch-site': 'same-origin' }
    expect((await server.ask('GET', '/api/user', { headers })).status).toBe(401)
  })
})

test('[S17] a thousand tokens: 256 bits each, no pattern but ct_; the database has only hashes', async () => {
  const { store } = server.running.app
  const always = { verify: async () => true, isDated: () => false } as unknown as Passwords
  const accounts = new Accounts({ store, passwords: always, rates: new Rates(false, server.running.app.peers.takings) })
  const visitor = { address: '127.0.0.1', device: '', isLocal: true }
  const tokens: string[] = []
  // Not all at once: a database that does not answer in its time is said to be away.
  while (tokens.length < 1_000)
    tokens.push(...(await Promise.all(Array.from({ length: 100 }, async () => (await accounts.login({ handle: 'cleo', password: 'any' }, visitor)).token))))
  for (const token of tokens) expect(token).toMatch(/^ct_[A-Za-z0-9_-]{43}$/)
  expect(new Set(tokens).size).toBe(1_000)
  for (let at = 3; at < 45; at++) expect(new Set(tokens.map((token) => token[at])).size, `place ${at}`).toBeGreaterThan(56)
  const dump = JSON.stringify(await server.sql('select * from sessions'))
  for (const token of [...tokens, ada.token]) expect(dump).not.toContain(token.slice(3))
  await store.write('session.revoke', { userId: cleo.id, which: { besides: '' } })
})

describe('the end of a session', () => {
  test('[S19][W9] logout: 401 at once, its sockets closed with 4401, others stay', async () => {
    const phone = await server.login(ben)
    const [lost, kept] = [await phone.connect(), await ben.connect()]
    expect((await phone.rest('POST', '/api/logout')).headers.get('clear-site-data')).toBe('"storage"')
    expect(await lost.closed).toEqual(isSignedOut)
    expect((await phone.rest('GET', '/api/user')).status).toBe(401)
    await expect(phone.connect()).rejects.toMatchObject({ status: 401 })
    await kept.ping()
    await kept.close()
  })

  test('[S20] deactivation: every socket and token dead at once, no way back in, until it is undone', async () => {
    const dora = await server.register('Dora')
    const wires = [await dora.connect(), await (await server.login(dora)).connect()]
    await ada.say('user.update', { userId: dora.id, deactivated: true })
    for (const wire of wires) expect(await wire.closed).toEqual(isSignedOut)
    expect((await dora.rest('GET', '/api/user')).status).toBe(401)
    await expect(server.login(dora)).rejects.toThrow('unauthenticated')
    expect((await ben.rest('POST', '/api/channels/direct', { userIds: [dora.id] })).status).toBe(403)
    await ada.say('user.update', { userId: dora.id, deactivated: false })
    expect((await dora.rest('GET', '/api/user')).status).toBe(401)
    expect((await (await server.login(dora)).rest('GET', '/api/user')).status).toBe(200)
  })

  test('[S21] a revocation that no bell told of: its sockets are closed all the same', async () => {
    const fay = await server.register('Fay')
    const wires = [await fay.connect(), await (await server.login(fay)).connect()]
    // What another node's transaction leaves behind while nobody can say so: the rows are gone, and this process heard nothing.
    expect(await server.sql(`delete from sessions where user_id = '${fay.id}' returning id`)).toHaveLength(2)
    for (const wire of wires) expect(await wire.closed).toEqual(isSignedOut)
    expect((await fay.rest('GET', '/api/user')).status).toBe(401)
  })

  test('[S20] of all sessions but one', async () => {
    const eli = await server.register('Eli')
    const others: Person[] = [await server.login(eli), await server.login(eli)]
    const wires = await Promise.all(others.map((other) => other.connect()))
    await using mine = await eli.connect()
    expect(await mine.say('session.revokeOthers', {})).toEqual({ revoked: 2 })
    for (const wire of wires) expect(await wire.closed).toEqual(isSignedOut)
    await mine.ping()
  })
})

describe('[S23] a token in an address', () => {
  test.each(['token', 'access_token'])('?%s= is a bad request, over REST and at the upgrade', async (name) => {
    const answered = await server.ask('GET', `/api/user?${name}=${ada.token}`)
    expect(answered.status).toBe(400)
    expect(JSON.stringify(answered.body)).not.toContain(ada.token)
    await expect(server.connect({ path: `/?${name}=${ada.token}` })).rejects.toMatchObject({ status: 400 })
  })
})

describe('[S25] the cookie', () => {
  const signIn = (to: { ask: typeof server.ask }, headers: Record<string, string>) =>
    to.ask('POST', '/api/login', { body: { handle: 'ada', password: PASSWORD }, headers })

  test('behind https: __Host-, Secure, HttpOnly, SameSite, Path=/', async () => {
    await using https = await startServer({ PUBLIC_URL: 'https://chat.example.org', TRUSTED_PROXIES: '127.0.0.1' })
    await https.register('Ada')
    const answered = await signIn(https, { origin: 'https://chat.example.org' })
    expect(answered.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^__Host-parley=ct_[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
    ])
    expect(answered.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/)
    const { token } = answered.body as { token: string }
    expect((await https.ask('GET', '/api/user', { headers: { cookie: `__Host-parley=${token}` } })).status).toBe(200)
    expect((await https.ask('GET', '/api/user', { headers: { cookie: `parley=${token}` } })).status).toBe(401)
    expect(
      (await https.ask('POST', '/api/logout', { headers: { cookie: `__Host-parley=${token}`, origin: 'https://chat.example.org' } })).headers.getSetCookie()[0],
    ).toMatch(/^__Host-parley=; Max-Age=0;/)
  })

  test('only for our own pages: a tool and a page elsewhere get none', async () => {
    expect((await signIn(server, {})).headers.getSetCookie()).toEqual([])
    expect((await signIn(server, { origin: server.url })).headers.getSetCookie()).toEqual([
      expect.stringMatching(/^parley=ct_[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/),
    ])
  })
})

test('[S24] no secret in any line of the log, at the most talkative level', async () => {
  const DATA_DIR = temporaryFolder()
  const bin = fileURLToPath(new URL('../../../bin/parley.mjs', import.meta.url))
  const child = spawn(process.execPath, [bin, 'start', '--api-only'], {
    env: { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR, LOG_LEVEL: 'trace', npm_lifecycle_event: '' },
  })
  let log = ''
  const { promise: url, resolve } = Promise.withResolvers<string>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      log += chunk
      const at = /http:\/\/127\.0\.0\.1:\d+/.exec(log)
      if (at) resolve(at[0])
    })
  try {
    const at = await url
    const post = async (path: string, body: object, headers = {}) =>
      (await fetch(at + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) })).json()
    const { token } = (await post('/api/register', { name: 'Ada', email: 'ada@example.org', password: PASSWORD })) as { token: string }
    const authorization = `Bearer ${token}`
    await post('/api/login', { handle: 'ada', password: 'not the password' })
    await post('/api/message', { content: 'between ourselves' }, { authorization })
    await fetch(`${at}/api/search?q=ourselves`, { headers: { authorization } })
    await fetch(`${at}/api/user?token=${token}`, { headers: { authorization, cookie: `parley=${token}` } })
    const metrics = await (await fetch(`${at}/metrics`)).text()
    child.kill('SIGTERM')
    await new Promise((done) => child.once('exit', done))
    expect(log).toContain('Parley is at')
    for (const secret of [token, token.slice(3), PASSWORD, 'not the password', 'between ourselves', 'ada@example.org'])
      expect(log + metrics).not.toContain(secret)
  } finally {
    child.kill('SIGKILL')
    rmSync(DATA_DIR, { recursive: true, force: true })
  }
})
