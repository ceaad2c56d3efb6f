import { fileURLToPath } from 'node:url'
import type { Log } from '../app.ts'
import { Exchange } from '../broker/pipe.ts'
import type { Config } from '../config/index.ts'
import { Pictures } from '../http/pictures.ts'
import { newOwnerCode } from '../services/accounts.ts'
import { openStore } from '../store/index.ts'
import { answerOver } from '../store/remote/far.ts'
import { serveStore } from '../store/remote/index.ts'
import type { Store } from '../store/store.ts'
import { Member } from './member.ts'
import { freePort } from './port.ts'
import { Whole } from './whole.ts'
import type { Report } from './words.ts'

/** A worker that ended sooner than this after its start is replaced only after a pause. */
const YOUNG_MS = 10_000
const PAUSE_MS = 1_000

type Started = Exclude<Report, { failed: string }>

/**
 * The first of several processes: it holds the store and the exchange of the bell, and starts the workers, which hold the sockets.
 * One that dies is replaced. What cannot be trusted any more ends this process, and with it all of them.
 */
export class Crew implements AsyncDisposable {
  readonly ownerCode = newOwnerCode()
  #config: Config
  readonly #log: Log
  readonly #store: Store | undefined
  readonly #exchange = new Exchange()
  readonly #pictures: Pictures
  readonly #whole: Whole
  readonly #members = new Map<number, Member>()
  #isStopping = false

  private constructor(config: Config, log: Log, store: Store | undefined) {
    this.#config = config
    this.#log = log
    this.#store = store
    this.#pictures = new Pictures(fileURLToPath(new URL('../../web/out', import.meta.url)), { error: (err, message) => log.error({ err }, message) })
    this.#whole = new Whole(config, store, this.#members)
    store?.onCommit((changes) => {
      this.#whole.committed(changes.length)
      this.#exchange.publish(changes, store.identity.workspaceId)
    })
    store?.onFatal((reason) => {
      log.fatal({ reason }, 'the disk can no longer be trusted; ending without another answer')
      process.exit(1)
    })
  }

  /** Opens the store and starts all workers. With PostgreSQL each of them opens the database itself. */
  static async start(config: Config, log: Log): Promise<{ crew: Crew } & Started> {
    const crew = new Crew(config, log, config.databaseUrl === '' ? await openStore(config, log) : undefined)
    try {
      crew.#config = { ...config, port: await freePort(config) }
      const [started] = await Promise.all(Array.from({ length: config.workers }, (_, at) => crew.#enlist(at + 1)))
      if (!started) throw new Error('There is no worker')
      return { crew, ...started }
    } catch (failure) {
      await crew[Symbol.asyncDispose]()
      throw failure
    }
  }

  async #enlist(number: number): Promise<Started> {
    const member = new Member(number)
    this.#members.set(number, member)
    this.#serve(member)
    const started = await member.serve({ config: this.#config, number, ownerCode: this.ownerCode, identity: this.#store?.identity })
    void member.ended.then((reason) => this.#replace(member, reason))
    return started
  }

  /** What a worker may ask of this process. */
  #serve({ line }: Member): void {
    this.#exchange.join(line)
    if (this.#store) serveStore(this.#store, line)
    answerOver(line, 'house', async (op, input) => {
      if (op === 'figures') return this.#whole.text()
      if (op === 'draw') return this.#pictures.draw(input as Parameters<Pictures['draw']>[0])
      this.#pictures.warm()
    })
  }

  async #replace(member: Member, reason: string): Promise<void> {
    if (this.#isStopping) return
    const { number, startedAt } = member
    this.#whole.replaced++
    this.#log.warn({ worker: number, reason }, 'a worker ended; another takes its place, and its people come back by themselves')
    if (performance.now() - startedAt < YOUNG_MS) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    while (!this.#isStopping) {
      try {
        await this.#enlist(number)
        return
      } catch (failure) {
        this.#log.error({ worker: number, err: failure }, 'a worker does not start; trying again')
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
      }
    }
  }

  /** Workers let their people go; the store is closed when nobody can use it any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isStopping = true
    await Promise.all([...this.#members.values()].map((member) => member.stop()))
    await this.#pictures[Symbol.asyncDispose]()
    await this.#store?.[Symbol.asyncDispose]()
  }
}
