import { connect, createServer, type Server, type Socket } from 'node:net'

/** What a client said to PostgreSQL: the letter of the message, and its text or the name it gives. */
export interface Said {
  type: string
  text: string
  /** The words of a statement that is prepared, and of one that is bound. */
  rest?: string | undefined
}

/** A client, and whoever answers it. */
interface Line {
  readonly client: Socket
  server: Socket
}

/** Stands between a store and its PostgreSQL on loopback, listens in, and cuts where a test says so. */
export class CuttingProxy implements AsyncDisposable {
  readonly said: Said[] = []
  readonly #sockets = new Set<Socket>()
  readonly #lines = new Set<Line>()
  readonly #server: Server
  readonly #url: URL
  /** Cuts the next commit: before the server hears of it, or after it answered and before the client hears the answer. */
  cut: 'before the commit' | 'after the commit' | 'after the commit, and for good' | undefined
  /** Lets nobody through. A cut for good closes it. */
  closed = false
  /** How often a commit was cut. */
  cuts = 0

  private constructor(url: string) {
    this.#url = new URL(url)
    this.#server = createServer((client) => this.#carry(client))
  }

  static async before(url: string): Promise<CuttingProxy> {
    const proxy = new CuttingProxy(url)
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve))
    return proxy
  }

  get url(): string {
    const url = new URL(this.#url)
    url.port = String((this.#server.address() as { port: number }).port)
    return url.href
  }

  #carry(client: Socket): void {
    if (this.closed) return void client.destroy()
    const line: Line = { client, server: connect(Number(this.#url.port), this.#url.hostname) }
    const end = (): void => {
      this.#lines.delete(line)
      line.client.destroy()
      line.server.destroy()
    }
    this.#lines.add(line)
    const { server } = line
    for (const socket of [client, server]) {
      this.#sockets.add(socket)
      socket.on('error', end).on('close', end)
    }
    let answerIsLost = false
    const heard = listener((said) => {
      this.said.push(said)
      if (!this.cut || said.type !== 'Q' || !/^(?!begin).*commit$/s.test(said.text)) return
      this.closed = this.cut === 'after the commit, and for good'
      answerIsLost = this.cut !== 'before the commit'
      if (!answerIsLost) end()
      this.cuts++
      this.cut = undefined
    })
    client.on('data', (bytes) => {
      heard(bytes)
      if (!line.server.destroyed) line.server.write(bytes)
    })
    server.on('data', (bytes) => (answerIsLost ? end() : this.#clientOf(server)?.write(bytes)))
  }

  #clientOf = (server: Socket): Socket | undefined => [...this.#lines].find((line) => line.server === server)?.client

  /** What a pooler in transaction mode does between two transactions: each client goes on with a connection that was another's. Answers how many did. */
  turn(): number {
    const lines = [...this.#lines]
    const servers = lines.map(({ server }) => server)
    for (const [at, line] of lines.entries()) line.server = servers[(at + 1) % servers.length] ?? line.server
    return lines.length
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }
}

/** Takes the bytes of a client apart: first the start of the connection, which has no letter, then one message after another. */
function listener(tell: (said: Said) => void): (bytes: Buffer) => void {
  let kept = Buffer.alloc(0)
  let started = false
  const prepared = new Map<string, string>()
  return (bytes) => {
    kept = Buffer.concat([kept, bytes])
    for (;;) {
      const at = started ? 1 : 0
      if (kept.length < at + 4) return
      const length = at + kept.readInt32BE(at)
      if (kept.length < length) return
      const type = started ? kept.toString('latin1', 0, 1) : 'start'
      // A start is its version, in four bytes, then names and values; any other message a letter, then its words.
      const start = (): string => kept.toString('utf8', 8, length).replaceAll('\0', ' ').trim()
      const [text = '', rest = ''] = started ? kept.toString('utf8', 5, length).split('\0', 2) : [start()]
      if (type === 'P') prepared.set(text, rest)
      tell({ type, text, rest: type === 'B' ? prepared.get(rest) : rest })
      kept = kept.subarray(length)
      started = true
    }
  }
}
