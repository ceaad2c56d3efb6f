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
  #reader: FrameReader | undefined
  #head = ''
  readonly #opened = Promise.withResolvers<void>()

  private constructor(port: number, events: Omit<FrameEvents, 'ping'>, whole: boolean) {
    const reader = new FrameReader({ ...events, ping: () => this.#socket.write(PONG) }, whole)
    const callback = (length: number): boolean => {
      if (this.#reader) this.#reader.read(shared.subarray(0, length))
      else this.#greet(Buffer.from(shared.subarray(0, length)), reader)
      return true
    }
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread: { buffer: shared, callback } })
    this.#socket.on('error', (failure) => this.#opened.reject(failure))
    this.#socket.on('close', () => this.#opened.reject(new Error('The server closed the connection')))
  }

  /** Connects and upgrades. */
  static async open(port: number, path: string, token: string | undefined, events: Omit<FrameEvents, 'ping'>, whole: boolean): Promise<Link> {
    const link = new Link(port, events, whole)
    await once(link.#socket, 'connect')
    const bearer = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`
    const key = randomBytes(16).toString('base64')
    link.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${key}\r\n${bearer}\r\n`,
    )
    await link.#opened.promise
    return link
  }

  send(text: string): void {
    this.#socket.write(clientFrame(Buffer.from(text)))
  }

  close(): void {
    this.#socket.destroy()
  }

  #greet(chunk: Buffer, reader: FrameReader): void {
    this.#head += chunk.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end === -1) return
    if (!this.#head.startsWith('HTTP/1.1 101')) return this.#opened.reject(new Error(this.#head.slice(0, 200)))
    this.#reader = reader
    this.#opened.resolve()
    const rest = Buffer.from(this.#head.slice(end + 4), 'latin1')
    if (rest.length > 0) reader.read(rest)
  }
}
