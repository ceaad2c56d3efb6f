import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../config/index.ts'
import { temporaryFolder } from './harness.ts'

describe('a wrong value stops the start with one line that names it', () => {
  test.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['WORKERS', '0'],
    ['WORKERS', 'two'],
    ['WORKERS', '1.5'],
    ['WORKERS', '65'],
    ['HOST', ''],
    ['DATA_DIR', ''],
    ['NODE_NAME', 'node one'],
    ['PUBLIC_URL', 'chat.example.org'],
    ['PUBLIC_URL', 'ftp://chat.example.org'],
    ['ALLOWED_ORIGINS', 'https://a.example, nonsense'],
    ['ALLOWED_ORIGINS', '*'],
    ['TRUSTED_PROXIES', 'all'],
    ['TRUSTED_PROXIES', '10.0.0.0/8,proxy.local'],
    ['REGISTRATION', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['RATE_LIMITS', 'no'],
    ['MAIL_FROM', 'Parley'],
    ['SESSION_IDLE_SECONDS', '0'],
    ['SESSION_SECONDS', 'long'],
    ['SESSION_SECONDS', '-5'],
  ])('%s="%s"', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}="${value.replace(/[*+.?^$()[\]]/g, '\\$&')}": .{8,}$`))
  })

  test.each([
    ['mysql://ada:secret@db/parley', 'is not of PostgreSQL'],
    ['ada:secret', 'is not of PostgreSQL'],
    ['postgres://ada:secret@/parley', 'percent-encoding'],
    ['postgres://ada:secret@db', 'names no database'],
    ['postgres://ada:secret@db:port/parley', 'percent-encoding'],
    ['postgres://ada:secr#et@db/parley', 'percent-encoding'],
    ['postgres://ada:secret@db/parley#et', '%23'],
    ['secret', 'percent-encoding'],
  ])('DATABASE_URL=%j, without showing it, because a password stands in it', (value, said) => {
    const wrong = (() => {
      try {
        readConfig({ DATABASE_URL: value })
      } catch (failure) {
        return String(failure)
      }
    })()
    expect(wrong).toMatch(/^Error: DATABASE_URL: .{8,}$/)
    expect(wrong).toContain(said)
    expect(wrong).not.toContain('secr')
  })

  test('several workers with a NATS and no PostgreSQL', () => {
    expect(() => readConfig({ WORKERS: '2', BROKER_URL: 'nats://bus' })).toThrow(/^WORKERS="2": with BROKER_URL needs DATABASE_URL as well; .+$/)
    expect(readConfig({ WORKERS: '2', PARLEY_MODE: 'dev' }).workers, 'development is one process').toBe(1)
  })

  test('over the command line too: one line, no stack, and the process ends', () => {
    const bin = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url))
    const DATA_DIR = temporaryFolder()
    const { status, stderr, stdout } = spawnSync(process.execPath, [bin, 'start', '--api-only'], {
      env: { ...process.env, PORT: 'http', HOST: '127.0.0.1', DATA_DIR },
      encoding: 'utf8',
      timeout: 20_000,
    })
    rmSync(DATA_DIR, { recursive: true, force: true })
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.trim()).toMatch(/^Parley cannot start\. PORT="http": .+$/)
  })
})

describe('what is not wrong', () => {
  test('a PostgreSQL, with whatever its address holds', () => {
    const url = 'postgresql://ada:a%2Fb@db.example:6432/parley?sslmode=verify-full'
    expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url)
  })

  test('nothing at all: the defaults', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      workers: 1,
      host: '0.0.0.0',
      dataDir: './data',
      publicUrl: '',
      allowedOrigins: [],
      trustedProxies: [],
      registration: undefined,
      rateLimits: true,
      mode: 'start',
    })
    expect(Object.isFrozen(readConfig({}))).toBe(true)
  })

  test('empty values are no values', () => {
    expect(
      readConfig({
        WORKERS: '',
        DATABASE_URL: '',
        BROKER_URL: '',
        PUBLIC_URL: '',
        REGISTRATION: '',
        RATE_LIMITS: '',
        SMTP_URL: '',
        ALLOWED_ORIGINS: '',
        TRUSTED_PROXIES: '',
      }),
    ).toEqual(readConfig({}))
  })

  test('addresses are taken as origins, lists apart by commas, times in seconds', () => {
    const read = readConfig({
      PUBLIC_URL: 'https://Chat.example.org/',
      ALLOWED_ORIGINS: ' https://a.example/x ,http://b.example:81',
      TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1',
      SESSION_SECONDS: '60',
      SESSION_IDLE_SECONDS: '5',
    })
    expect(read).toMatchObject({
      publicUrl: 'https://chat.example.org',
      allowedOrigins: ['https://a.example', 'http://b.example:81'],
      trustedProxies: ['127.0.0.1', '10.0.0.0/8', '::1'],
      sessionMs: 60_000,
      sessionIdleMs: 5_000,
    })
  })
})

describe('RATE_LIMITS=off', () => {
  test.each(['127.0.0.1', '::1', 'localhost'])('is for %s', (HOST) => expect(readConfig({ HOST, RATE_LIMITS: 'off' }).rateLimits).toBe(false))
  test.each(['0.0.0.0', '::', '192.168.1.7', undefined])('not for %s', (HOST) => {
    expect(() => readConfig({ RATE_LIMITS: 'off', ...(HOST && { HOST }) })).toThrow(/^RATE_LIMITS="off": is for load tests only, with HOST=127\.0\.0\.1/)
  })
})
