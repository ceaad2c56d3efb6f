import { LIMITS } from '@parley/protocol'
import { type Snapshot, snapshotOf } from '../../src/index.ts'
import { type Bounds, Session } from './session.ts'
import type { World } from './world.ts'

/** The server as the socket's other end: every connection opens a session of one person. */
export class Server {
  readonly world: World
  readonly sessions = new Set<Session>()
  readonly #sockets = new Map<Session, FakeSocket>()
  readonly bounds: Bounds
  down = false

  constructor(world: World, bounds: Partial<Bounds> = {}) {
    this.world = world
    this.bounds = { catchUpRows: LIMITS.catchUpRows, headsAtStart: LIMITS.headsAtStart, ...bounds }
  }

  /** A `WebSocket` constructor for one person's client. */
  socketFor(userId: string): typeof WebSocket {
    const server = this
    const Socket = class extends FakeSocket {
      constructor() {
        super()
        setTimeout(() => server.#arrive(this, userId), 1)
      }
    }
    return Socket as unknown as typeof WebSocket
  }

  /** What a page of this person is made with: read one after the other, as the server does. */
  boot(userId: string, channelId: string | undefined): Snapshot {
    const session = new Session(this.world, userId, this.bounds, () => {})
    session.end()
    const welcome = session.welcome()
    const pages = channelId && this.world.joined(userId, channelId) ? [session.page({ channelId })] : []
    return structuredClone(snapshotOf({ welcome, users: [...this.world.users.values()], pages }))
  }

  /** The connection breaks: nothing more arrives on either side. */
  cut(session: Session, code = 1006): void {
    const socket = this.#sockets.get(session)
    session.end()
    this.sessions.delete(session)
    this.#sockets.delete(session)
    socket?.onclose?.({ code, reason: '' })
  }

  #arrive(socket: FakeSocket, userId: string): void {
    if (socket.closed) return
    if (this.down) {
      socket.onclose?.({ code: 1006, reason: '' })
      return
    }
    const session = new Session(this.world, userId, this.bounds, (frame) => !socket.closed && socket.onmessage?.({ data: frame }))
    this.sessions.add(session)
    this.#sockets.set(session, socket)
    socket.peer = { receive: (frame) => session.receive(frame), close: () => this.cut(session) }
  }
}

class FakeSocket {
  onmessage: ((message: { data: string }) => void) | null = null
  onclose: ((close: { code: number; reason: string }) => void) | null = null
  onerror: (() => void) | null = null
  peer: { receive(frame: string): void; close(): void } | null = null
  closed = false

  send(frame: string): void {
    this.peer?.receive(frame)
  }
  close(): void {
    if (this.closed) return
    this.closed = true
    this.peer?.close()
  }
}
