import { ChatError, type Close, type Control, closeOf, type Position, PROTOCOL_VERSION, type ServerEvent, type Welcome } from '@parley/protocol'
import { Heartbeat } from './heartbeat.ts'
import { Value } from './readable.ts'
import { Requests } from './requests.ts'
import type { TokenStorage } from './tokens.ts'

export type Status =
  | { at: 'idle' }
  | { at: 'connecting' }
  | { at: 'online'; syncing: boolean }
  | { at: 'offline'; retryAt: number; reason: string }
  | { at: 'signedOut'; reason: string }
  | { at: 'outdated'; reason: string }

/** The server's answer to a ping. */
export interface Pong {
  now: number
  sum: number
}

export interface ConnectionOptions {
  url: string
  tokens: TokenStorage
  WebSocket: typeof WebSocket
  random: () => number
}

/** What the connection tells its owner. */
export interface ConnectionEvents {
  /** A catch-up begins: where do we stand? */
  position(): Position
  /** A server answered: its history, and its time. */
  hello(hello: { epoch: string; now: number }): void
  welcome(welcome: Welcome): void
  event(event: ServerEvent): void
  pong(pong: Pong): void
  closed(close: { code: number; reason: string }): void
  failed(error: Error): void
}

const ATTEMPT_MS = 15_000
/** `WebSocket.OPEN`, which not every implementation has on its class. */
const OPEN = 1
const BACKOFF_BASE_MS = 500
const BACKOFF_CAP_MS = 30_000

/** Full jitter: a restarted server meets its clients spread out, not all at once. */
export const backoffMs = (attempt: number, random: () => number): number => random() * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** Math.min(attempt, 16))

/** One socket's life after another: hello, auth, requests, pings, and coming back. */
export class Connection {
  readonly status = new Value<Status>({ at: 'idle' })
  readonly requests = new Requests()
  readonly #options: ConnectionOptions
  readonly #events: ConnectionEvents
  readonly #heartbeat: Heartbeat
  #socket: WebSocket | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempt = 0
  #goodbyeMs = 0
  #auths = 0

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    this.#options = options
    this.#events = events
    this.#heartbeat = new Heartbeat({
      ping: () => this.requests.ask<Pong>('ping', {}),
      answered: (pong) => this.#events.pong(pong),
      dead: () => this.#drop('The server does not answer'),
    })
  }

  get online(): boolean {
    return this.status.get().at === 'online'
  }

  start(): void {
    const { at } = this.status.get()
    if (at === 'idle' || at === 'signedOut' || at === 'outdated') this.#open()
  }

  stop(status: Status = { at: 'idle' }): void {
    this.#leave()
    this.status.set(status)
    this.requests.abandon('The client was stopped')
  }

  reconnectNow(): void {
    const { at } = this.status.get()
    if (at === 'offline') this.#open()
    if (at === 'online') this.#heartbeat.probe()
  }

  /** Signs in and resumes; again on the same socket when something was missed. */
  async auth(): Promise<void> {
    const turn = ++this.#auths
    const socket = this.#socket
    if (this.online) this.syncing(true)
    const token = this.#options.tokens.load()
    try {
      await this.requests.ask<Welcome>('auth', { ...(token && { token }), ...this.#events.position() }, (welcome) => {
        if (turn === this.#auths && socket === this.#socket) this.#signedIn(welcome)
      })
    } catch (error) {
      if (turn === this.#auths && socket === this.#socket && socket) this.#refused(error)
    }
  }

  /** Says whether a catch-up runs. */
  syncing(syncing: boolean): void {
    const status = this.status.get()
    if (status.at === 'online' && status.syncing !== syncing) this.status.set({ at: 'online', syncing })
    if (!syncing) this.#attempt = 0
  }

  /** Gives up this socket for another. */
  reopen(reason: string): void {
    this.#drop(reason)
  }

  #open(): void {
    clearTimeout(this.#timer)
    this.status.set({ at: 'connecting' })
    this.#goodbyeMs = 0
    const socket = new this.#options.WebSocket(`${this.#options.url.replace(/^http/, 'ws').replace(/\/$/, '')}/socket`)
    this.#socket = socket
    socket.onmessage = (message) => socket === this.#socket && this.#frame(String(message.data))
    socket.onclose = (close) => socket === this.#socket && this.#closed(close.code, close.reason)
    socket.onerror = () => socket === this.#socket && this.#events.failed(new Error('The socket failed'))
    this.#timer = setTimeout(() => this.#drop('The server does not answer'), ATTEMPT_MS)
  }

  /** The one door for what the server says; the wire's schemas stay on the server's side, so the shape is taken on trust. */
  #frame(text: string): void {
    this.#heartbeat.heard()
    const frame = JSON.parse(text) as ServerEvent | { re: number }
    if ('re' in frame) this.requests.answer(frame)
    else if (frame.type === 'hello') this.#hello(frame)
    else if (frame.type === 'goodbye') this.#goodbyeMs = frame.retryMs
    else if (frame.type === 'lagged') this.#lagged()
    else this.#events.event(frame)
  }

  #hello(hello: Extract<Control, { type: 'hello' }>): void {
    if (hello.protocol > PROTOCOL_VERSION) return this.stop({ at: 'outdated', reason: 'The server speaks a newer version; reload' })
    if (hello.auth === 'required' && this.#options.tokens.load() === undefined) return this.stop({ at: 'signedOut', reason: 'Nobody is signed in' })
    const socket = this.#socket
    // A socket that is closing takes nothing and complains on the console; whoever waits is told by its close.
    this.requests.open((frame) => void (socket && !(socket.readyState > OPEN) && socket.send(frame)), hello.limits)
    this.#events.hello(hello)
    void this.auth()
  }

  #signedIn(welcome: Welcome): void {
    clearTimeout(this.#timer)
    this.#heartbeat.start()
    this.status.set({ at: 'online', syncing: true })
    this.#events.welcome(welcome)
    this.requests.ready()
  }

  #refused(error: unknown): void {
    const refusal = error instanceof ChatError ? error : new ChatError('internal', String(error))
    this.#events.failed(refusal)
    if (refusal.code === 'unauthenticated' || refusal.code === 'forbidden') return this.stop({ at: 'signedOut', reason: refusal.message })
    this.#goodbyeMs = refusal.retryMs ?? 0
    this.#drop(refusal.message)
  }

  #lagged(): void {
    this.requests.lost()
    void this.auth()
  }

  #leave(): void {
    clearTimeout(this.#timer)
    this.#heartbeat.stop()
    const socket = this.#socket
    this.#socket = null
    socket?.close(1000)
  }

  #drop(reason: string): void {
    this.#leave()
    this.#closed(1006, reason)
  }

  #closed(code: number, reason: string): void {
    this.#leave()
    const close = closeOf(code)
    const why = reason || close.reason
    this.#settle(close, why)
    this.#events.closed({ code, reason: why })
  }

  #settle(close: Close, reason: string): void {
    if (!close.reconnect) return this.stop({ at: close.code === 4426 ? 'outdated' : 'signedOut', reason })
    const waitMs = Math.max(backoffMs(this.#attempt++, this.#options.random), close.afterMs, this.#goodbyeMs)
    this.status.set({ at: 'offline', retryAt: Date.now() + waitMs, reason })
    this.requests.close()
    this.#timer = setTimeout(() => this.#open(), waitMs)
  }
}
