import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** Takes the bytes of the far end in pieces and passes on what it will. */
export type Filter = (pass: (bytes: Buffer) => void) => (bytes: Buffer) => void

/** `closed`: connections end at once and no new one comes about. `silent`: all stand, and nothing passes until it is mended. */
export type Cut = 'closed' | 'silent'

/** The way from one node to a service, a port of loopback of its own, which can be cut without the service or any other node noticing. */
export class Link implements AsyncDisposable {
  readonly #server: Server
  readonly #target: number
  readonly #filter: Filter | undefined
  readonly #open = new Set<Socket>()
  #cut: Cut | undefined

  private constructor(target: number, filter: Filter | undefined) {
    this.#target = target
    this.#filter = filter
    this.#server = createServer((near) => this.#join(near))
  }

  static async to(target: number, filter?: Filter): Promise<Link> {
    const link = new Link(target, filter)
    link.#server.listen(0, '127.0.0.1')
    await once(link.#server, 'listening')
    return link
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  cut(how: Cut): void {
    this.#cut = how
    for (const socket of this.#open) how === 'closed' ? socket.destroy() : socket.pause()
  }

  mend(): void {
    this.#cut = undefined
    for (const socket of this.#open) socket.resume()
  }

  #join(near: Socket): void {
    if (this.#cut === 'closed') return void near.destroy()
    const far = connect(this.#target, '127.0.0.1')
    const toNear = (bytes: Buffer): void => void (near.writable && near.write(bytes))
    this.#carry(near, far, (bytes) => far.write(bytes))
    this.#carry(far, near, this.#filter?.(toNear) ?? toNear)
  }

  #carry(from: Socket, to: Socket, pass: (bytes: Buffer) => void): void {
    this.#open.add(from)
    from.setNoDelay(true)
    from.on('data', pass)
    from.on('error', () => {})
    from.once('close', () => {
      this.#open.delete(from)
      to.destroy()
    })
    if (this.#cut === 'silent') from.pause()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }
}
