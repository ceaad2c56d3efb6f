import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ChatError, closes, errors, LIMITS } from '@parley/protocol'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import type { Actor } from '../models/actor.ts'
import { hasTooMany, hear } from './answer.ts'
import type { Door } from './door.ts'
import { Heartbeat } from './heartbeat.ts'
import { type Ground, Session } from './session.ts'

/** The library's defaults are 100 MiB, 16,384 and 262,144. (Its types do not know the last two yet.) */
const bounds = {
  noServer: true,
  maxPayload: LIMITS.frameBytes,
  perMessageDeflate: false,
  maxFragments: 64,
  maxBufferedChunks: 1024,
  clientTracking: false,
  autoPong: false,
}

const PATHS = new Set(['/', '/socket'])

const statusOf = ({ code }: ChatError): string => `${errors[code].status} ${STATUS_CODES[errors[code].status]}`

const refuse = (socket: Duplex, status: string): void => {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The WebSocket: upgrade, heartbeat, bytes into frames. */
export class SocketServer implements Disposable {
  readonly #wss = new WebSocketServer(bounds as ServerOptions)
  readonly #sessions = new Set<Session>()
  readonly #visitors = new Map<string, number>()
  readonly #ground: Ground
  readonly #door: Door
  readonly #heartbeat: Heartbeat
  #isLeaving = false

  constructor(ground: Ground, door: Door) {
    this.#ground = ground
    this.#door = door
    this.#heartbeat = new Heartbeat(this.#sessions, ground)
  }

  get connections(): number {
    return this.#sessions.size
  }
  /** What waits for sockets, and what sockets wait for. */
  get depths(): { unsentBytes: number; requests: number } {
    const depths = { unsentBytes: 0, requests: 0 }
    for (const { out, inFlight } of this.#sessions) {
      depths.unsentBytes += out.unsentBytes
      depths.requests += inFlight
    }
    return depths
  }
  /** This node is about to end: balancers send nobody here any more. */
  get isLeaving(): boolean {
    return this.#isLeaving
  }

  /** Takes upgrades of `/` and `/socket`; others are left to `elsewhere`, or refused. */
  listen(server: Server, elsewhere?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean): void {
    server.on('upgrade', (request, socket, head) => {
      const [pathname = '/', query] = (request.url ?? '/').split('?', 2)
      const searchParams = new URLSearchParams(query)
      if (!PATHS.has(pathname)) return elsewhere?.(request, socket, head) || refuse(socket, '404 Not Found')
      if (searchParams.has('token') || searchParams.has('access_token')) return refuse(socket, '400 Bad Request')
      this.#upgrade(request, socket, head).catch((failure) => {
        this.#ground.unexpected(failure)
        refuse(socket, '500 Internal Server Error')
      })
    })
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => {})
    const address = this.#door.addressOf(request)
    let me: Actor | undefined
    let channelIds: string[] = []
    try {
      me = await this.#door.whoUpgrades(request, address)
      // Known before the hello, so that what is committed after it is heard, however long the next read takes.
      if (me) channelIds = (await this.#ground.services.sync.followed(me)).channels.map(({ id }) => id)
    } catch (failure) {
      if (failure instanceof ChatError) return refuse(socket, statusOf(failure))
      throw failure
    }
    if (this.#isLeaving) return refuse(socket, '503 Service Unavailable')
    if (me ? hasTooMany(this.#ground, me.userId) : this.#isCrowded(address)) return refuse(socket, '429 Too Many Requests')
    if (socket.destroyed) return
    this.#wss.handleUpgrade(request, socket, head, (ws) => this.#open(ws, address, me, channelIds))
  }

  #isCrowded = (address: string): boolean => this.#ground.rateLimits && (this.#visitors.get(address) ?? 0) >= LIMITS.visitorSocketsPerAddress

  #open(ws: WebSocket, address: string, me: Actor | undefined, channelIds: readonly string[]): void {
    const session = new Session(ws, this.#ground, address, Date.now())
    this.#sessions.add(session)
    const leaveVisitors = me ? () => {} : this.#enterVisitor(address)
    session.onSignIn = leaveVisitors
    ws.on('error', () => session.forget()) // a broken frame: the library closes with the code that fits
    ws.on('ping', (payload: Buffer) => session.pong(payload, Date.now()))
    ws.on('pong', () => {
      session.lastPongAt = Date.now()
      session.control(session.lastPongAt)
    })
    ws.on('close', () => {
      session.forget()
      this.#sessions.delete(session)
      leaveVisitors()
    })
    ws.on('message', (bytes: Buffer, isBinary: boolean) => {
      if (isBinary) return session.close('notText')
      if (session.isOpen) session.receive(bytes.toString()).catch(this.#ground.unexpected)
    })
    if (me) session.signIn(me)
    session.following.add(channelIds, 'member')
    session.hello()
    if (me) session.opens(hear(session, channelIds))
  }

  /** Counts a visitor until the function answered is called: when they sign in, or go. */
  #enterVisitor(address: string): () => void {
    this.#visitors.set(address, (this.#visitors.get(address) ?? 0) + 1)
    let here = true
    return () => {
      if (!here) return
      here = false
      const left = (this.#visitors.get(address) ?? 1) - 1
      if (left === 0) this.#visitors.delete(address)
      else this.#visitors.set(address, left)
    }
  }

  /** Says goodbye to all, spread so that they do not come back in one moment, and closes with 1012. */
  sendAway(spreadMs: number): void {
    for (const session of this.#sessions) {
      session.say({ type: 'goodbye', retryMs: Math.round(closes.restarting.afterMs + Math.random() * spreadMs) })
      session.close('restarting')
    }
  }

  /** The end of this node: takes nobody in any more, and waits until all have gone. */
  async goodbye(spreadMs: number): Promise<void> {
    this.#isLeaving = true
    this.sendAway(spreadMs)
    const deadline = Date.now() + 2_000
    while (this.#sessions.size > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  [Symbol.dispose](): void {
    this.#heartbeat[Symbol.dispose]()
    this.#wss.close()
  }
}
