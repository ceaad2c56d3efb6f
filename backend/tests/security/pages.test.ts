import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type App, createApp } from '../../app.ts'
import { readConfig } from '../../config/index.ts'
import { servePages } from '../../http/pages.ts'
import { createHttp } from '../../http/server.ts'
import { temporaryFolder } from '../harness.ts'
import { rawRequest } from '../raw-request.ts'

const INLINE = "self.__next_f.push([1,'<b>'])"
const folder = temporaryFolder()
const out = join(folder, 'out')
let app: App
let url = ''
let close: () => Promise<void>

/** The real pages of the real server, around a shell of our own: the build is not what is tested here. */
beforeAll(async () => {
  mkdirSync(join(out, '_next/static/chunks'), { recursive: true })
  writeFileSync(
    join(out, 'index.html'),
    `<!doctype html><html><head><script src="/_next/static/chunks/a.js"></script></head><body><script>${INLINE}</script></body></html>`,
  )
  writeFileSync(join(out, '_next/static/chunks/a.js'), 'void 0')
  writeFileSync(join(out, '_next/static/chunks/a.js.br'), brotliCompressSync('void 0'))
  for (const file of ['_next/static/chunks/a.js.map', '404.html', 'index.txt', '.env', 'icon.svg', 'sw.js']) writeFileSync(join(out, file), 'x')
  writeFileSync(join(out, 'sw.js.br'), brotliCompressSync('x'))
  const log = pino({ level: 'silent' })
  const config = readConfig({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, 'data'), PUBLIC_URL: 'https://chat.example.org' })
  app = await createApp(config, log, () => {})
  const http = createHttp(app, log)
  servePages(http, app, out)
  await http.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`
  close = () => http.close()
})
afterAll(async () => {
  await close()
  await app[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})
const get = (path: string, headers: Record<string, string> = {}) => fetch(url + path, { headers, redirect: 'manual' })

test('files that are the same for everybody are sent compressed; pages never are, for their length would tell of the words in them', async () => {
  const smaller = await get('/_next/static/chunks/a.js', { 'accept-encoding': 'gzip, br' })
  expect([smaller.headers.get('content-encoding'), smaller.headers.get('vary')?.toLowerCase()]).toEqual(['br', expect.stringContaining('accept-encoding')])
  expect(smaller.headers.get('content-type')).toContain('javascript')
  expect(smaller.headers.get('cache-control')).toContain('immutable')
  expect(await smaller.text()).toBe('void 0')
  expect((await get('/_next/static/chunks/a.js', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBeNull()
  expect((await get('/', { 'accept-encoding': 'gzip, br' })).headers.get('content-encoding')).toBeNull()
})

describe('[S68] the content policy', () => {
  const hash = createHash('sha256').update(INLINE).digest('base64')
  test.each(['/', '/c/general', '/c/general~1a2/1042', '/invite/abc', '/login', '/settings', '/search?q=x'])(
    'of %s is exact, with the hash of each inline script',
    async (path) => {
      const host = new URL(url).host
      const response = await get(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-security-policy')).toBe(
        `default-src 'self'; script-src 'self' 'sha256-${hash}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' wss://${host}; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
      )
      expect(response.headers.get('cache-control')).toBe('no-store')
    },
  )

  test('a Host header cannot write into it', async () => {
    const { headers } = await rawRequest(new URL(url).port, 'GET', '/', { host: "evil.example; script-src 'unsafe-inline'" })
    const csp = String(headers['content-security-policy'])
    expect(csp).toMatch(/^default-src 'self'; script-src 'self' 'sha256-[^;]+'; style-src 'self' 'unsafe-inline'; [^"]+ connect-src 'self' ; /)
    expect(csp).not.toContain('evil')
  })

  test('what the server puts into the page cannot end its own tag', async () => {
    await app.store.write('account.register', {
      id: crypto.randomUUID(),
      name: 'Ada',
      handle: 'ada',
      suggested: 'ada',
      email: 'ada@example.org',
      passwordHash: 'x',
      mayOwn: true,
      registration: undefined,
      inviteHash: undefined,
    })
    const [ada] = (await app.store.read('user.list', { q: '', cursor: undefined, limit: 1 })).users
    await app.store.write('workspace.update', { userId: ada?.id ?? '', name: '</script><script>alert(1)</script><!--', registration: undefined })
    const html = await (await get('/')).text()
    const [, boot = ''] = /<script type="application\/json" id="boot">(.*?)<\/script>/.exec(html) ?? []
    expect(JSON.parse(boot)).toMatchObject({ workspace: { name: '</script><script>alert(1)</script><!--' }, signedIn: false })
    expect(html.match(/<script/g)).toHaveLength(3)
  })

  test("[W74] nor can what people wrote, and only the cookie's own person finds it there", async () => {
    const evil = '</script><script>alert(1)</script><!-- \u2028 \u2029 ]]>'
    const ask = (path: string, body: object, token?: string) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      })
    const { token } = (await (await ask('/api/register', { name: 'Ben', email: 'ben@example.org', password: 'seven herons over the harbour' })).json()) as {
      token: string
    }
    expect((await ask('/api/message', { content: evil }, token)).status).toBe(201)
    const response = await get('/', { cookie: `__Host-parley=${token}` })
    const html = await response.text()
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [, boot = ''] = /<script type="application\/json" id="boot">(.*?)<\/script>/.exec(html) ?? []
    expect(JSON.parse(boot)).toMatchObject({ signedIn: true, session: { welcome: { user: { name: 'Ben' } }, page: { messages: [{ content: evil }] } } })
    // Those of the shell, its values, and what starts the page's code.
    expect(html.match(/<script/g)).toHaveLength(4)
    expect(html).not.toMatch(/[\u2028\u2029]/)
    const fromElsewhere = await (await get('/', { cookie: `__Host-parley=${token}`, 'sec-fetch-site': 'cross-site' })).text()
    expect(await (await get('/')).text()).not.toContain('"session"')
    expect(fromElsewhere).not.toContain('"session"')
  })
})

describe('[S69] the other headers', () => {
  test.each(['/', '/api/boot', '/icon.svg', '/nothing'])('of %s', async (path) => {
    const { headers } = await get(path)
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'strict-transport-security': 'max-age=31536000',
      'permissions-policy': expect.stringContaining('camera=()'),
    })
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin']) expect(headers.has(name)).toBe(false)
  })

  test('[S62] static files are kept for ever, others are asked for again', async () => {
    expect((await get('/_next/static/chunks/a.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect((await get('/icon.svg')).headers.get('cache-control')).toBe('public, max-age=0, must-revalidate')
  })
  test('the service worker is asked for each time, and may only fetch from here', async () => {
    const { headers } = await get('/sw.js', { 'accept-encoding': 'br' })
    expect(headers.get('cache-control')).toBe('no-cache')
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; script-src 'self'; connect-src 'self'")
  })

  test('the page that may be kept is the exported one, to the byte, whoever asks', async () => {
    const bare = await get('/shell', { cookie: 'parley=whatever' })
    expect(await bare.text()).toBe(readFileSync(join(out, 'index.html'), 'utf8'))
    expect(bare.headers.get('content-security-policy')).toBe((await get('/')).headers.get('content-security-policy'))
    expect(bare.headers.has('set-cookie')).toBe(false)
  })
})

describe('[S71][S92] what is not served', () => {
  test.each([
    '/_next/static/chunks/a.js.map',
    '/404.html',
    '/index.html',
    '/index.txt',
    '/.env',
    '/_next/',
    '/_next/static/',
    '/_next/image?url=http://127.0.0.1/&w=1&q=1',
    '/_next/data/x.json',
    '/index.rsc',
    '/c.rsc',
    '/../data/parley.sqlite',
    '/%2e%2e/data/parley.sqlite',
    '/..%2fdata%2fparley.sqlite',
    '/_next/..%5c..%5cdata',
    '/%00',
    '/x%00.js',
    '//evil.example/',
    '/cc',
    '/admin.php',
    '/robots.txt/..',
    '/_next/static/../../../data/parley.sqlite',
    '/_next/static/../../.env',
  ])('%s', async (path) => {
    const { status, text } = await rawRequest(new URL(url).port, 'GET', path)
    expect([400, 404]).toContain(status)
    expect(text).not.toContain('SQLite')
  })

  test.each([
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
    { rsc: '1' },
    { 'next-action': 'a'.repeat(40) },
    { 'next-router-state-tree': '[]' },
  ])('%j changes nothing', async (headers) => {
    const [plain, odd] = [await get('/'), await get('/', headers as Record<string, string>)]
    expect(await odd.text()).toBe(await plain.text())
    expect((await fetch(`${url}/`, { method: 'POST', headers: headers as Record<string, string> })).status).toBe(404)
  })
})

describe('what a page of somebody signed in begins with cannot be read: it comes without, and asks for itself', () => {
  const cara = { name: 'Cara', email: 'cara@example.org', password: 'nine herons under the bridge' }
  let token = ''
  beforeAll(async () => {
    const answer = await fetch(`${url}/api/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(cara) })
    token = ((await answer.json()) as { token: string }).token
  })
  test.each([
    ['the database fails', () => Promise.reject(new Error('the disk is gone'))],
    ['the database says nothing', () => new Promise<never>(() => {})],
  ])('%s', async (_what, read) => {
    const reading = vi.spyOn(app.services.people, 'workspace').mockImplementation(read)
    try {
      const response = await get('/', { cookie: `__Host-parley=${token}` })
      const html = await response.text()
      expect(response.status).toBe(200)
      expect(html).not.toContain('id="boot"')
      expect(html.endsWith('</body></html>')).toBe(true)
    } finally {
      reading.mockRestore()
    }
  })
})
