import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Answer, CommandInput, CommandName, User } from '@parley/protocol'
import { registeredSchema } from '@parley/protocol/schemas'
import Sqlite from 'better-sqlite3'
import type { Logger } from 'pino'
import { expect } from 'vitest'
import { atOneNode } from '../../bench/proofs/suite/left-out.ts'
import type { Parts } from '../app.ts'
import { readConfig } from '../config/index.ts'
import { createLogger } from '../logger.ts'
import { type Running, serve } from '../server.ts'
import { serveThree, type Three } from './cluster/three.ts'
import { type Database, freshDatabase, onShared } from './postgres/databases.ts'
import { type Answered, type RequestOptions, request } from './rest.ts'
import { Wire } from './wire.ts'

export const PASSWORD = 'seven herons over the harbour'

/** Somebody with an account, and a socket that is opened the first time they say something. */
export class Person {
  readonly server: TestServer
  readonly user: User
  readonly token: string
  #wire: Promise<Wire> | undefined

  constructor(server: TestServer, user: User, token: string) {
    this.server = server
    this.user = user
    this.token = token
  }

  get id(): string {
    return this.user.id
  }

  /** The same person and session, by another door. */
  by = (server: TestServer): Person => new Person(server, this.user, this.token)

  rest(method: string, path: string, body?: unknown, options: RequestOptions = {}): Promise<Answered> {
    return request(this.server.url, method, path, { ...options, token: this.token, ...(body === undefined ? {} : { body }) })
  }

  /** A command over this person's own socket; throws the failure. */
  async say<N extends CommandName>(type: N, input: CommandInput<N>): Promise<Answer<N>> {
    this.#wire ??= this.connect()
    return (await this.#wire).say(type, input)
  }

  /** A further socket, signed in by its upgrade. */
  connect(): Promise<Wire> {
    return this.server.connect({ token: this.token })
  }

  /** A further socket, signed in and caught up. */
  async listen(): Promise<Wire> {
    const wire = await this.connect()
    await wire.auth({})
    return wire
  }
}

export class TestServer implements AsyncDisposable {
  /** With three nodes: the first of them. */
  readonly running: Running
  readonly dataDir: string
  readonly #keep: boolean

  constructor(running: Running, dataDir: string, keep: boolean) {
    this.running = running
    this.dataDir = dataDir
    this.#keep = keep
  }

  get url(): string {
    return this.running.url
  }
  get host(): string {
    return new URL(this.url).host
  }
  get port(): number {
    return Number(new URL(this.url).port)
  }
  get generalId(): string {
    return this.running.app.store.identity.defaultChannelId
  }

  /**
   * Of three nodes the first, by its own door, for what each node has for itself; of one server that server. Files that ask for
   * it are on the list of bench/proofs/suite/left-out.ts, which tells why.
   */
  get oneNode(): TestServer {
    if (!('first' in this.running)) return this
    const { testPath = '' } = expect.getState()
    if (!atOneNode.some(({ file }) => testPath.endsWith(file))) throw new Error(`${testPath} is not among those that look at one node of three`)
    return new TestServer((this.running as Three).first, this.dataDir, true)
  }

  ask = (method: string, path: string, options: RequestOptions = {}): Promise<Answered> => request(this.url, method, path, options)

  connect = (options: { token?: string; headers?: Record<string, string>; path?: string } = {}): Promise<Wire> =>
    Wire.open(this.url, { ...options, ...('heard' in this.running && { heard: (this.running as Three).heard }) })

  async register(name: string, fields: object = {}): Promise<Person> {
    const answered = await this.ask('POST', '/api/register', { body: { name, email: `${name.toLowerCase()}@example.org`, password: PASSWORD, ...fields } })
    if (answered.status !== 201) throw new Error(`${name} could not register: ${JSON.stringify(answered.body)}`)
    const { user, token } = registeredSchema.parse(answered.body)
    return new Person(this, user, token)
  }

  /** Another session of somebody. */
  async login(person: Person, password = PASSWORD): Promise<Person> {
    const answered = await this.ask('POST', '/api/login', { body: { handle: person.user.handle, password } })
    if (answered.status !== 200) throw new Error(`${person.user.name} could not sign in: ${JSON.stringify(answered.body)}`)
    return new Person(this, person.user, (answered.body as { token: string }).token)
  }

  /** Says something to the database itself, past the server, whichever database it is. */
  sql(text: string): Promise<unknown[]> {
    const database = databases.get(this.dataDir)
    if (database) return onShared(text, database.name)
    const db = new Sqlite(join(this.dataDir, 'parley.sqlite'))
    const rows = db.prepare(text).all()
    db.close()
    return Promise.resolve(rows)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.running[Symbol.asyncDispose]()
    if (this.#keep) return
    rmSync(this.dataDir, { recursive: true, force: true })
    databases.delete(this.dataDir)
  }
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'parley-test-'))

/** With TEST_STORE: the database that stands for a data folder, made when the folder is first served. */
const databases = new Map<string, Database>()
async function databaseFor(dataDir: string): Promise<NodeJS.ProcessEnv> {
  if (!process.env.TEST_STORE) return {}
  const database = databases.get(dataDir) ?? (await freshDatabase())
  databases.set(dataDir, database)
  return { DATABASE_URL: database.url }
}

/**
 * The real server in this process, on a free port of loopback and with a folder of its own. Rates are off unless asked for.
 * With TEST_STORE=cluster it is three nodes behind a balancer, unless the test itself says which database or bell.
 */
export async function startServer(env: NodeJS.ProcessEnv = {}, log?: Logger, parts: Parts = {}): Promise<TestServer> {
  const dataDir = env.DATA_DIR ?? temporaryFolder()
  const usual = { HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'silent', RATE_LIMITS: 'off', PARLEY_MODE: 'api-only' }
  const whole = { ...usual, ...(await databaseFor(dataDir)), ...env }
  const asThree = process.env.TEST_STORE === 'cluster' && env.DATABASE_URL === undefined && env.BROKER_URL === undefined
  return new TestServer(asThree ? await serveThree(whole, parts) : await serveOne(whole, log, parts), dataDir, env.DATA_DIR !== undefined)
}

function serveOne(env: NodeJS.ProcessEnv, log: Logger | undefined, parts: Parts): Promise<Running> {
  const config = readConfig(env)
  return serve(config, log ?? createLogger(config), parts)
}

/** A server with Ada, who owns it, Ben and Cleo. */
export async function startWorkspace(env: NodeJS.ProcessEnv = {}) {
  const server = await startServer(env)
  const ada = await server.register('Ada')
  const [ben, cleo] = await Promise.all([server.register('Ben'), server.register('Cleo')])
  return { server, ada, ben, cleo }
}

let lastId = 0
/** A fresh name, so that tests of one file share a server without meeting. */
export const fresh = (name: string): string => `${name}-${++lastId}`
