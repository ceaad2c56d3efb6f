import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import type { Node } from './node.ts'

/**
 * The balancer as one person meets it: an address of their own, which leads to their home node while that is ready, and else to
 * another. It knows at which node they are, and since when; that is why everybody has one.
 */
export class Front implements AsyncDisposable {
  readonly home: Node
  /** Where the last connection went. */
  node: Node
  openedAt = Number.POSITIVE_INFINITY
  readonly #nodes: readonly Node[]
  readonly #server: Server
  readonly #open = new Map<Socket, Node>()

  private constructor(nodes: readonly Node[], home: Node) {
    this.#nodes = nodes
    this.home = home
    this.node = home
    this.#server = createServer((client) => this.#dial(client, this.#choices()))
  }

  static async open(nodes: readonly Node[], home: Node): Promise<Front> {
    const front = new Front(nodes, home)
    front.#server.listen(0, '127.0.0.1')
    await once(front.#server, 'listening')
    return front
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Ends what leads elsewhere, so that the next fault meets a third of the people again. */
  comeHome(): void {
    for (const [socket, node] of this.#open) if (node !== this.home) socket.destroy()
  }

  /** From home on, those that are ready; if none is, whoever listens. */
  #choices(): Node[] {
    const at = this.#nodes.indexOf(this.home)
    const all = [...this.#nodes.slice(at), ...this.#nodes.slice(0, at)]
    const ready = all.filter(({ isReady }) => isReady)
    return ready.length > 0 ? ready : all
  }

  #dial(client: Socket, [node, ...others]: readonly Node[]): void {
    client.on('error', () => {})
    if (!node) return void client.destroy()
    const server = connect(node.port, '127.0.0.1')
    const refused = (): void => this.#dial(client, others)
    server.once('error', refused)
    server.once('connect', () => {
      server.off('error', refused).on('error', () => {})
      this.#join(client, server, node)
    })
  }

  #join(client: Socket, server: Socket, node: Node): void {
    this.node = node
    this.openedAt = performance.now()
    this.#open.set(client, node)
    client.setNoDelay(true)
    server.setNoDelay(true)
    client.pipe(server).pipe(client)
    client.once('close', () => {
      this.#open.delete(client)
      server.destroy()
    })
    server.once('close', () => client.destroySoon())
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close()
    for (const socket of this.#open.keys()) socket.destroy()
  }
}
