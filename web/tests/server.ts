import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { claimPort } from '../../bench/port.ts'
import { Node } from './node.ts'
import { isCluster, Nodes } from './nodes.ts'

export const PASSWORD = 'a long and quiet tide'

export interface Account {
  name: string
  email: string
  token: string
}

/** Among several nodes: a connection that is kept would keep its node. */
const eachItsOwn = isCluster ? { connection: 'close' } : {}

/** A server of its own: the real one, as a child, on a port and with a folder of its own; or three of them behind a balancer. */
export class Server {
  url = ''
  readonly #settings: Record<string, string>
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'parley-browser-'))
  readonly #nodes: Nodes | undefined
  #port: number | undefined
  #node: Node | undefined

  constructor(settings: Record<string, string> = {}) {
    const usual = { HOST: '127.0.0.1', DATA_DIR: this.#dataDir, LOG_LEVEL: 'info', PUBLIC_URL: '', REGISTRATION: '', DATABASE_URL: '', BROKER_URL: '' }
    this.#settings = { ...usual, ...settings }
    this.#nodes = isCluster ? new Nodes(this.#settings) : undefined
  }

  get port(): string {
    return new URL(this.url).port
  }

  /** The addresses of its processes themselves. */
  get doors(): readonly string[] {
    return this.#nodes?.doors ?? [this.url]
  }

  /** Starts; again on the same port and folder after `kill`. */
  async start(): Promise<void> {
    this.#port ??= await claimPort()
    this.url = await (this.#nodes?.start(this.#port) ?? this.#startNode(this.#port))
  }

  #startNode(port: number): Promise<string> {
    this.#node = new Node({ ...this.#settings, PORT: String(port) })
    return this.#node.url
  }

  /** No goodbye: as when the power goes. */
  async kill(): Promise<void> {
    await (this.#nodes ?? this.#node)?.kill()
  }

  /** The process behind one of the doors dies for good; where it is the only one, another takes its place. */
  async lose(door: number): Promise<void> {
    if (this.#nodes) return this.#nodes.killOne(door)
    await this.kill()
    await this.start()
  }

  /** Alive, and answering nothing. */
  freeze(): void {
    ;(this.#nodes ?? this.#node)?.freeze()
  }

  thaw(): void {
    ;(this.#nodes ?? this.#node)?.thaw()
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }

  async register(name: string): Promise<Account> {
    const email = `${name.split(' ')[0]?.toLowerCase()}@harbour.test`
    const { token } = await this.post<{ token: string }>('/api/register', { name, email, password: PASSWORD })
    return { name, email, token }
  }

  post = <T>(path: string, body: object, token?: string): Promise<T> => this.write('POST', path, body, token)

  async write<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body: object, token?: string): Promise<T> {
    const headers = { ...eachItsOwn, 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const answer = await fetch(this.url + path, { method, headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }

  async get<T>(path: string, token: string): Promise<T> {
    const answer = await fetch(this.url + path, { headers: { ...eachItsOwn, authorization: `Bearer ${token}` } })
    return (await answer.json()) as T
  }
}
