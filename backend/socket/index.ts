import { type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { ChatError, closes, errors, LIMITS } from '@parley/protocol'
import { type ServerOptions, WebSocketServer } from 'ws'
import type { Actor } from '../models/actor.ts'
import type { Followed } from '../store/ops/welcome.ts'
import { hasTooMany } from './answer.ts'
import { Arrival } from './arrival.ts'
import type { Door } from './door.ts'
import { Heartbeat } from './heartbeat.ts'
import { type Keeper, Line } from './line.ts'
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
  WebSocket: Line,
}

const PATHS = new Set(['/', '/socket'])

const statusOf = ({ code }: ChatError): string => `${errors[code].status} ${STATUS_CODES[errors[code].status]}`

const TOO_MANY = '429 Too Many Requests'

/** Who asks to be let in. */
interface Caller {
  request: IncomingMessage
  socket: Duplex
  head: Buffer
  address: string
}

const refuse = (socket: Duplex, status: string): void => {
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** The WebSocket: upgrade, heartbeat, bytes into frames. */
export class SocketServer implements Disposable {
  readonly #wss = new WebSocketServer<typeof Line>(bounds as ServerOptions<typeof Line>)
  readonly #sessions = new Set<Session>()
  readonly #visitors = new Map<string, number>()
  readonly #ground: Ground
  readonly #door: Door
  readonly #heartbeat: Heartbeat
  #isLeaving = false

  constructor(ground: Omit<Ground, 'signedIn'>, door: Door) {
    this.#ground = { ...ground, signedIn: (session) => this.#leaveVisitor(session) }
    this.#door = door
    this.#heartbeat = new Heartbeat(this.#sessions, this.#ground)
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
    try {
      const me = await this.#door.whoUpgrades(request, address)
      if (me) await this.#admit({ request, socket, head, address }, me)
      else if (this.#isCrowded(address)) refuse(socket, TOO_MANY)
      else this.#complete({ request, socket, head, address })
    } catch (failure) {
      if (!(failure instanceof ChatError)) throw failure
      refuse(socket, statusOf(failure))
    }
  }

  /** What is heard is known before the hello, so that what is committed after it is told, however long a read takes. */
  async #admit(caller: Caller, me: Actor): Promise<void> {
    const { hub, services } = this.#ground
    if (hasTooMany(this.#ground, me.userId)) return refuse(caller.socket, TOO_MANY)
    using arrival = new Arrival(hub, me)
    const followed = await arrival.followed(services.sync, me)
    if (arrival.refusal) return refuse(caller.socket, statusOf(arrival.refusal))
    this.#complete(caller, me, followed)
  }

  #complete({ request, socket, head, address }: Caller, me?: Actor, followed?: Followed): void {
    if (this.#isLeaving) return refuse(socket, '503 Service Unavailable')
    if (socket.destroyed) return
    // The answer to the upgrade and the hello leave in one write.
    socket.cork()
    this.#wss.handleUpgrade(request, socket, head, (ws) => this.#open(ws, address, me, followed))
    socket.uncork()
  }

  #isCrowded = (address: string): boolean => this.#ground.rateLimits && (this.#visitors.get(address) ?? 0) >= LIMITS.visitorSocketsPerAddress

  #open(ws: Line, address: string, me: Actor | undefined, followed: Followed | undefined): void {
    const session = new Session(ws, this.#ground, address, Date.now())
    this.#sessions.add(session)
    ws.serves(this.#keeper, session)
    if (me) session.signIn(me)
    else this.#enterVisitor(session)
    session.hello()
    if (me && followed) session.hears(me, followed)
    session.out.flush()
  }

  readonly #keeper: Keeper = {
    unexpected: (failure) => this.#ground.unexpected(failure),
    gone: (session) => {
      this.#sessions.delete(session)
      this.#leaveVisitor(session)
    },
  }

  #enterVisitor(session: Session): void {
    session.isVisitor = true
    this.#visitors.set(session.address, (this.#visitors.get(session.address) ?? 0) + 1)
  }

  /** They signed in, or went. */
  #leaveVisitor(session: Session): void {
    if (!session.isVisitor) return
    session.isVisitor = false
    const left = (this.#visitors.get(session.address) ?? 1) - 1
    if (left === 0) this.#visitors.delete(session.address)
    else this.#visitors.set(session.address, left)
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
