import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

interface Choice {
  /** Where it listens, and listens again after it was closed; otherwise a free one. */
  port?: number
  /** Which node a connection asks for in the first bytes it says; without an answer it is the next one's turn. */
  wanted?: (first: string) => number | undefined
}

/** The smallest balancer: each connection goes to the next node that takes it. It repeats nothing, and keeps nobody at a node who does not ask for one. */
export class RoundRobin implements AsyncDisposable {
  readonly #server: Server
  readonly #ports: readonly number[]
  readonly #open = new Set<Socket>()
  #next = 0

  private constructor(ports: readonly number[], wanted: Choice['wanted']) {
    this.#ports = ports
    this.#server = createServer((client) => {
      this.#keep(client.setNoDelay().on('error', () => {}))
      if (!wanted) return this.#dial(client, this.#next++)
      client.once('data', (first) => {
        client.pause() // what follows waits for the node
        this.#dial(client, wanted(first.toString('latin1')) ?? this.#next++, first)
      })
    })
  }

  static async start(ports: readonly number[], { port = 0, wanted }: Choice = {}): Promise<RoundRobin> {
    const balancer = new RoundRobin(ports, wanted)
    balancer.#server.listen(port, '127.0.0.1')
    await once(balancer.#server, 'listening')
    return balancer
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  #dial(client: Socket, at: number, first?: Buffer, triesLeft = this.#ports.length): void {
    const node = connect(this.#ports[at % this.#ports.length] ?? 0, '127.0.0.1')
    const next = (): void => {
      if (triesLeft > 1) this.#dial(client, at + 1, first, triesLeft - 1)
      else client.destroy()
    }
    node.once('error', next).once('connect', () => {
      // A node that breaks off later ends its connection: what was said to it is not said to another.
      node.off('error', next).on('error', () => {})
      node.setNoDelay()
      if (first) node.write(first)
      this.#join(client, node)
    })
  }

  #join(client: Socket, node: Socket): void {
    this.#keep(node)
    for (const [from, to] of [
      [client, node],
      [node, client],
    ] as const) {
      from.pipe(to)
      from.once('close', () => to.destroySoon())
    }
    if (client.destroyed) node.destroy()
  }

  #keep(socket: Socket): void {
    this.#open.add(socket)
    socket.once('close', () => this.#open.delete(socket))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#open) socket.destroy()
    await closed
  }
}
