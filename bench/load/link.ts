import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { clientFrame, type FrameEvents, FrameReader } from './frames.ts'

const PONG = clientFrame(Buffer.alloc(0), 10)
/** One buffer for all: a chunk is read to its end before the next one is asked for. */
const shared = Buffer.alloc(256 * 1024)

/** One bare connection: a TCP socket, an upgrade, frames. */
export class Link {
  readonly #socket: Socket
  readonly #frames: FrameReader
  readonly #opened = Promise.withResolvers<void>()
  readonly #closed = Promise.withResolvers<void>()
  #isUpgraded = false
  #head = ''

  private constructor(port: number, events: Omit<FrameEvents, 'ping'>) {
    this.#frames = new FrameReader({ ...events, ping: () => this.#socket.write(PONG) })
    const callback = (length: number): boolean => {
      if (this.#isUpgraded) this.#frames.read(shared.subarray(0, length))
      else this.#upgrade(Buffer.from(shared.subarray(0, length)))
      return true
    }
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: shared, callback } })
    this.#opened.promise.catch(() => {}) // told to whoever opens it, who may have heard of it already
    this.#socket.on('error', (failure) => this.#opened.reject(failure))
    this.#socket.on('close', () => {
      this.#opened.reject(new Error('The server closed the connection'))
      this.#closed.resolve()
    })
  }

  /** Connects and upgrades; `headers` are further lines of the request. */
  static async open(port: number, path: string, token: string | undefined, events: Omit<FrameEvents, 'ping'>, headers = ''): Promise<Link> {
    const link = new Link(port, events)
    await once(link.#socket, 'connect')
    const bearer = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
    const key = randomBytes(16).toString('base64')
    link.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${bearer}${headers}\r\n`,
    )
    await link.#opened.promise
    return link
  }

  /** Whether payloads are put together, as they are while somebody arrives. */
  set whole(whole: boolean) {
    this.#frames.whole = whole
  }

  /** Resolves when the connection is gone. */
  get closed(): Promise<void> {
    return this.#closed.promise
  }

  send(text: string): void {
    this.#socket.write(clientFrame(Buffer.from(text)))
  }

  close(): void {
    this.#socket.destroy()
  }

  #upgrade(chunk: Buffer): void {
    this.#head += chunk.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end === -1) return
    if (!this.#head.startsWith('HTTP/1.1 101')) return this.#opened.reject(new Error(this.#head.slice(0, 200)))
    this.#isUpgraded = true
    this.#opened.resolve()
    const rest = Buffer.from(this.#head.slice(end + 4), 'latin1')
    if (rest.length > 0) this.#frames.read(rest)
  }
}
