import { connect, createServer, type Server, type Socket } from 'node:net'
import { Transform } from 'node:stream'
import { openOnLoopback } from '../loopback.ts'
import { Frames, textOf } from './frames.ts'

/** Whether a frame of a WebSocket gets lost, with nothing else to show for it. `connection` is the same object for both its ways. */
type Swallow = (words: string, from: 'page' | 'server', connection: object) => boolean

/** The network between one person and the server: their own, so that it fails them alone. */
export class Line {
  url = ''
  swallows: Swallow = () => false
  readonly #behind: { port: string }
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #isCut = false
  #flow = Promise.resolve()
  #release = (): void => {}

  constructor(behind: { port: string }) {
    this.#behind = behind
    this.#server = createServer((page) => this.#join(page))
  }

  get port(): string {
    return new URL(this.url).port
  }

  async open(): Promise<void> {
    this.url = await openOnLoopback(this.#server)
  }

  /** Every connection ends at once, and none can be made. */
  cut(): void {
    this.#isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  /** As in a tunnel: nothing comes through any more, and nobody is told. */
  stall(): void {
    this.#flow = new Promise((release) => (this.#release = release))
  }

  /** What was held back comes now. */
  mend(): void {
    this.#isCut = false
    this.#release()
  }

  close(): void {
    this.cut()
    this.#release()
    this.#server.close()
  }

  #join(page: Socket): void {
    if (this.#isCut) return void page.destroy()
    const server = connect(Number(this.#behind.port), '127.0.0.1')
    for (const [socket, other] of [[page, server] as const, [server, page] as const]) {
      this.#sockets.add(socket)
      socket.on('error', () => other.destroy()).once('close', () => this.#sockets.delete(socket) && other.destroy())
    }
    page.once('data', (first: Buffer) => {
      page.pause().unshift(first)
      const isSocket = /^upgrade: websocket/im.test(first.toString())
      page.pipe(this.#passage('page', isSocket, server)).pipe(server)
      server.pipe(this.#passage('server', isSocket, server)).pipe(page)
    })
  }

  #passage(from: 'page' | 'server', isSocket: boolean, connection: object): Transform {
    const frames = new Frames()
    const pass = async (bytes: Buffer, passage: Transform): Promise<void> => {
      await this.#flow
      if (!isSocket) return void passage.push(bytes)
      for (const frame of frames.take(bytes)) if (!this.swallows(textOf(frame), from, connection)) passage.push(frame)
    }
    return new Transform({
      transform(bytes, _, done) {
        void pass(bytes, this).then(() => done(), done)
      },
    })
  }
}
