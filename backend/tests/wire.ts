import type { Answer, CommandInput, CommandName, DurableEvent, Failure, Position, Reply, ServerEvent, Welcome } from '@parley/protocol'
import { commands, durableEventSchema, pongSchema, serverEventSchema, welcomeSchema } from '@parley/protocol/schemas'
import { expect } from 'vitest'
import WebSocket from 'ws'
import type { z } from 'zod'

type Event<T extends ServerEvent['type']> = Extract<ServerEvent, { type: T }>
export interface Closed {
  code: number
  reason: string
}

/** A request that was refused. */
export class Refused extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(`${failure.code}: ${failure.message}`)
    this.failure = failure
  }
}

/** An upgrade that was answered with a status. */
export class NotUpgraded extends Error {
  readonly status: number
  constructor(status: number) {
    super(`The upgrade was answered ${status}`)
    this.status = status
  }
}

const answerSchemas: Record<string, z.ZodType> = { auth: welcomeSchema, ping: pongSchema }
const answerSchema = (type: string): z.ZodType | undefined => answerSchemas[type] ?? (type in commands ? commands[type as CommandName].output : undefined)

interface Opening {
  token?: string
  headers?: Record<string, string>
  path?: string
  /** Where there are several nodes: resolves when all have heard what any of them rang. */
  heard?: () => Promise<void>
}

/**
 * A socket that keeps everything it was told, in order. Each event and each answer is held to its schema, without a field
 * more [S44]. `ping` is the barrier: its answer stands behind all that was due before, at whichever node.
 */
export class Wire implements AsyncDisposable {
  readonly events: ServerEvent[] = []
  readonly texts: string[] = []
  readonly socket: WebSocket
  readonly closed: Promise<Closed>
  readonly #waiting = new Set<() => void>()
  readonly #replies = new Map<number, (reply: Reply) => void>()
  readonly unasked: Reply[] = []
  #lastId = 0
  #failed: Error | undefined

  readonly #heard: (() => Promise<void>) | undefined

  private constructor(socket: WebSocket, heard: (() => Promise<void>) | undefined) {
    this.socket = socket
    this.#heard = heard
    this.closed = new Promise((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })))
    socket.on('message', (data) => this.#receive(data.toString()))
    socket.on('error', () => {})
    void this.closed.then((closed) => this.#stop(new Error(`The socket closed: ${closed.code} ${closed.reason}`)))
  }

  static open(url: string, { token, headers = {}, path = '', heard }: Opening): Promise<Wire> {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + path, { headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers } })
    const wire = new Wire(socket, heard)
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(wire))
      socket.once('error', reject)
      socket.once('unexpected-response', (_request, response) => {
        reject(new NotUpgraded(response.statusCode ?? 0))
        socket.terminate()
      })
    })
  }

  #receive(text: string): void {
    this.texts.push(text)
    const frame: unknown = JSON.parse(text)
    if (typeof frame === 'object' && frame !== null && 're' in frame) this.#reply(frame as Reply)
    else this.#event(frame)
    for (const check of this.#waiting) check()
  }

  #reply(reply: Reply): void {
    const waiting = reply.re === null ? undefined : this.#replies.get(reply.re)
    if (waiting) waiting(reply)
    else this.unasked.push(reply)
  }

  #event(frame: unknown): void {
    const event = serverEventSchema.parse(frame)
    if (JSON.stringify(sorted(event)) !== JSON.stringify(sorted(frame)))
      this.#stop(new Error(`An event with fields its schema does not name: ${JSON.stringify(frame)}`))
    this.events.push(event)
  }

  #stop(failure: Error): void {
    this.#failed ??= failure
    for (const check of this.#waiting) check()
  }

  /** Sends a request; resolves with the whole reply. */
  ask(type: string, data?: unknown, id = ++this.#lastId): Promise<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>()
    const stop = (): void => void (this.#failed && reject(this.#failed))
    this.#waiting.add(stop)
    this.#replies.set(id, (reply) => {
      this.#waiting.delete(stop)
      this.#replies.delete(id)
      resolve(reply)
    })
    this.send(JSON.stringify({ id, type, data }))
    stop()
    return promise
  }

  send = (text: string): void => this.socket.send(text)

  async #said<T>(type: string, data: unknown): Promise<T> {
    const reply = await this.ask(type, data)
    if ('error' in reply) throw new Refused(reply.error)
    expect(reply.data, type).toEqual(answerSchema(type)?.parse(reply.data))
    return reply.data as T
  }

  say = <N extends CommandName>(type: N, input: CommandInput<N>): Promise<Answer<N>> => this.#said(type, input)
  async ping(): Promise<{ now: number; sum: number }> {
    await this.#heard?.()
    return this.#said('ping', {})
  }

  /** Signs in or resumes, and waits for the end of the catch-up. */
  async auth(position: Position & { token?: string }): Promise<{ welcome: Welcome; synced: Event<'synced'>; caughtUp: ServerEvent[] }> {
    const from = this.events.length
    const welcome = await this.#said<Welcome>('auth', position)
    const synced = await this.until('synced', () => true, from)
    return { welcome, synced, caughtUp: this.events.slice(from) }
  }

  /** The code of the refusal that a request gets; fails when it is answered. */
  async refusal(type: string, data?: unknown): Promise<string> {
    const reply = await this.ask(type, data)
    if (!('error' in reply)) throw new Error(`${type} was answered: ${JSON.stringify(reply.data)}`)
    return reply.error.code
  }

  /** The first event of this type that fits, among those told from `from` on or still to come. */
  until<T extends ServerEvent['type']>(type: T, fits: (event: Event<T>) => boolean = () => true, from = 0): Promise<Event<T>> {
    const found = (): Event<T> | undefined => this.events.slice(from).find((event): event is Event<T> => event.type === type && fits(event as Event<T>))
    return this.#when(found, `an event ${type}`)
  }

  /** The answer to a request that was sent as text. */
  answer = (re: number | null): Promise<Reply> => this.#when(() => this.unasked.find((reply) => reply.re === re), `the answer to ${re}`)

  #when<R>(found: () => R | undefined, what: string): Promise<R> {
    const { promise, resolve, reject } = Promise.withResolvers<R>()
    const check = (): void => {
      const result = found()
      if (result === undefined && !this.#failed) return
      this.#waiting.delete(check)
      if (result !== undefined) resolve(result)
      else reject(new Error(`Waited for ${what}; ${this.#failed?.message}`))
    }
    this.#waiting.add(check)
    check()
    return promise
  }

  of = <T extends ServerEvent['type']>(type: T): Event<T>[] => this.events.filter((event): event is Event<T> => event.type === type)
  durable = (): DurableEvent[] => this.events.filter((event): event is DurableEvent => durableEventSchema.safeParse(event).success)

  close(): Promise<Closed> {
    this.socket.close()
    return this.closed
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate()
    await this.closed
  }
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, sorted(inner)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  )
}
