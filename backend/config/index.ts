import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { z } from 'zod'
import { type BrokerAddress, brokerSchema } from './broker.ts'

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )

const origin = z.url({ protocol: /^https?$/, error: 'must be an address such as https://chat.example.org' }).transform((url) => new URL(url).origin)

const EXAMPLE = 'postgres://user:password@host:5432/parley'

/** The address of a PostgreSQL, or what is wrong with it. What is said never shows the address: a password stands in it. */
export function wrongWith(address: string): string | undefined {
  if (address === '') return undefined
  if (!URL.canParse(address)) return `is not an address such as ${EXAMPLE}; a password with signs such as @ / # ? % is written in percent-encoding`
  const { protocol, hostname, pathname, hash, searchParams } = new URL(address)
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') return `is not of PostgreSQL; it must be an address such as ${EXAMPLE}`
  if (hash !== '') return 'holds a #, which in a password is written as %23'
  if (hostname === '' && !searchParams.get('host')) return `names no host; it must be an address such as ${EXAMPLE}`
  if (pathname.length < 2) return `names no database; it must be an address such as ${EXAMPLE}`
  return undefined
}

const postgresAddress = z
  .string()
  .default('')
  .superRefine((address, context) => {
    const message = wrongWith(address)
    if (message) context.addIssue({ code: 'custom', message })
  })

/** Variables that may hold a password are named in an error, and never shown. */
const SECRET = new Set(['DATABASE_URL', 'BROKER_URL', 'SMTP_URL'])

const environmentSchema = z.object({
  PORT: z.coerce.number({ error: 'must be a port from 0 to 65535' }).int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: postgresAddress,
  BROKER_URL: brokerSchema,
  NODE_NAME: z
    .string()
    .regex(/^[\w.-]{0,64}$/, { error: 'must be letters, digits, dots, dashes and underscores, at most 64' })
    .default(''),
  WORKERS: z
    .string()
    .regex(/^(?:[1-9]|[1-5]\d|6[0-4])?$/, { error: 'must be a number of processes from 1 to 64' })
    .default('')
    .transform((count) => Number(count || 1)),
  PUBLIC_URL: z.union([z.literal(''), origin], { error: 'must be an address such as https://chat.example.org' }).default(''),
  ALLOWED_ORIGINS: list.pipe(z.array(origin)),
  TRUSTED_PROXIES: list.pipe(
    z.array(z.string().refine((range) => isIP(range.split('/')[0] ?? '') !== 0, { error: 'must be addresses or ranges such as 10.0.0.0/8' })),
  ),
  REGISTRATION: z.enum(['', 'open', 'invite', 'closed'], { error: 'must be open, invite or closed' }).default(''),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], { error: 'must be trace, debug, info, warn, error, fatal or silent' })
    .default('info'),
  SMTP_URL: z
    .string()
    .default('')
    .refine((address) => address === '' || /^(?:smtps?:\/\/[^/?#]+|file:\/\/\/.+)/.test(address), {
      error: 'must be an address such as smtp://user:password@host:587, or file:///a/folder',
    }),
  MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^(?:[^<>\r\n]+<)?[^\s<>@]+@[^\s<>@]+>?$/, { error: 'must be an address such as Parley <parley@example.org>' })
    .optional(),
  RATE_LIMITS: z.enum(['', 'on', 'off'], { error: 'must be on or off' }).default('on'),
  SESSION_IDLE_SECONDS: z.coerce.number().int().min(1).optional(),
  SESSION_SECONDS: z.coerce.number().int().min(1).optional(),
  PARLEY_MODE: z.enum(['start', 'api-only', 'dev']).default('start'),
})

export interface Config {
  readonly mode: 'start' | 'api-only' | 'dev'
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** PostgreSQL; empty: SQLite in the data folder. Holds a password. */
  readonly databaseUrl: string
  /** The bell between nodes; undefined: this is the only one. */
  readonly broker: BrokerAddress | undefined
  /** Names this node in logs and metrics; empty where it is the only one and has no name. */
  readonly nodeName: string
  /** Processes that hold sockets. 1: one process does everything. */
  readonly workers: number
  /** The one address people use; empty: whatever Host they came by. */
  readonly publicUrl: string
  readonly allowedOrigins: readonly string[]
  readonly trustedProxies: readonly string[]
  /** Overrides what the workspace says. */
  readonly registration: 'open' | 'invite' | 'closed' | undefined
  readonly logLevel: string
  /** False lifts rates and socket caps, for load tests on loopback. Bounds on size and memory stay. */
  readonly rateLimits: boolean
  /** Where mails go: an SMTP server, or `file:` and a folder; empty: none are sent. May hold a password. */
  readonly smtpUrl: string
  /** Who they are from. */
  readonly mailFrom: string
  readonly sessionIdleMs: number | undefined
  readonly sessionMs: number | undefined
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** Reads the environment once, at the door. Throws one line that names the variable, what is wrong and what would be right. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const parsed = environmentSchema.safeParse(env)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0] ?? 'The environment')
    throw new Error(`${name}${name in env && !SECRET.has(name) ? `="${env[name]}"` : ''}: ${issue?.message ?? 'is not valid'}`)
  }
  const read = parsed.data
  const rateLimits = read.RATE_LIMITS !== 'off'
  if (!rateLimits && !LOOPBACK.has(read.HOST)) throw new Error(`RATE_LIMITS="off": is for load tests only, with HOST=127.0.0.1 (HOST is "${read.HOST}")`)
  const workers = read.PARLEY_MODE === 'dev' ? 1 : read.WORKERS
  if (workers > 1 && read.BROKER_URL && read.DATABASE_URL === '')
    throw new Error(`WORKERS="${workers}": with BROKER_URL needs DATABASE_URL as well; workers on SQLite have a bell of their own`)
  return Object.freeze({
    mode: read.PARLEY_MODE,
    port: read.PORT,
    host: read.HOST,
    dataDir: read.DATA_DIR,
    databaseUrl: read.DATABASE_URL,
    broker: read.BROKER_URL,
    nodeName: read.NODE_NAME === '' && read.BROKER_URL ? `${hostname()}-${process.pid}` : read.NODE_NAME,
    workers,
    publicUrl: read.PUBLIC_URL,
    allowedOrigins: read.ALLOWED_ORIGINS,
    trustedProxies: read.TRUSTED_PROXIES,
    registration: read.REGISTRATION === '' ? undefined : read.REGISTRATION,
    logLevel: read.LOG_LEVEL,
    rateLimits,
    smtpUrl: read.SMTP_URL,
    mailFrom: read.MAIL_FROM ?? `Parley <parley@${read.PUBLIC_URL ? new URL(read.PUBLIC_URL).hostname : 'localhost'}>`,
    sessionIdleMs: read.SESSION_IDLE_SECONDS && read.SESSION_IDLE_SECONDS * 1_000,
    sessionMs: read.SESSION_SECONDS && read.SESSION_SECONDS * 1_000,
  })
}
