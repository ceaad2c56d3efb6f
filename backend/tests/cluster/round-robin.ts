import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

/** The smallest balancer: each connection goes to the next node that takes it. It knows no sessions and repeats nothing. */
export class RoundRobin implements AsyncDisposable {
  readonly #server: Server
  readonly #open = new Set<Socket>()
  #next = 0

  private constructor(ports: readonly number[]) {
    this.#server = createServer((client) => this.#dial(client, ports, ports.length))
  }

  static async start(ports: readonly number[]): Promise<RoundRobin> {
    const balancer = new RoundRobin(ports)
    balancer.#server.listen(0, '127.0.0.1')
    await once(balancer.#server, 'listening')
    return balancer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  #dial(client: Socket, ports: readonly number[], triesLeft: number): void {
    client.on('error', () => {})
    const node = connect(ports[this.#next++ % ports.length] ?? 0, '127.0.0.1')
    node.once('connect', () => this.#join(client, node))
    node.once('error', () => {
      if (triesLeft > 1 && !node.readable) this.#dial(client, ports, triesLeft - 1)
      else client.destroy()
    })
  }

  #join(client: Socket, node: Socket): void {
    for (const [from, to] of [
      [client, node],
      [node, client],
    ] as const) {
      this.#open.add(from)
      from.pipe(to)
      from.once('close', () => {
        this.#open.delete(from)
        to.destroySoon()
      })
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
  }
}
