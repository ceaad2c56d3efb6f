import type { Socket } from 'node:net'
import { deserialize, serialize } from 'node:v8'

/** Before each message stand its length (4 bytes), the length of its kind (1) and the kind. */
const HEAD_BYTES = 5

/**
 * Messages between two processes of one machine, each of a kind and in the order they were sent, over a pipe. What is sent in
 * one turn of the event loop leaves in one write. Nothing is repeated: when the pipe breaks, what was on the way is lost.
 */
export class Line {
  readonly #socket: Socket
  readonly #listeners = new Map<string, (body: Buffer) => void>()
  readonly #ends: (() => void)[] = []
  #isCorked = false
  #isOver = false
  #chunks: Buffer[] = []
  #bytes = 0
  #needed = HEAD_BYTES

  constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    socket.on('error', () => {}) // told by its close
    socket.on('end', () => socket.destroy())
    socket.on('close', () => this.#end())
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Bytes that the other side has not taken yet. */
  get unsent(): number {
    return this.#socket.writableLength
  }

  /** `body` is not changed afterwards: many lines may share it. */
  send(kind: string, body: Buffer): void {
    if (this.#isOver || !this.#socket.writable) return
    if (!this.#isCorked) {
      this.#isCorked = true
      this.#socket.cork()
      setImmediate(() => this.#uncork())
    }
    const head = Buffer.allocUnsafe(HEAD_BYTES + kind.length)
    head.writeUInt32BE(body.length, 0)
    head.writeUInt8(kind.length, 4)
    head.write(kind, HEAD_BYTES, 'latin1')
    this.#socket.write(head)
    this.#socket.write(body)
  }

  /** Sends a value, with all that a structured clone keeps. */
  post(kind: string, value?: unknown): void {
    this.send(kind, serialize(value))
  }

  /** Hears the messages of a kind. A kind has one listener. */
  on(kind: string, listener: (body: Buffer) => void): void {
    this.#listeners.set(kind, listener)
  }

  /** Hears the values of a kind. */
  onPost(kind: string, listener: (value: unknown) => void): void {
    this.on(kind, (body) => listener(deserialize(body)))
  }

  /** Told once, when nothing can be sent or heard any more. */
  onEnd(listener: () => void): void {
    this.#ends.push(listener)
  }

  /** Ends the line once all that was sent has left. */
  end(): Promise<void> {
    this.#uncork()
    return new Promise((resolve) => {
      if (this.#isOver) return resolve()
      this.onEnd(resolve)
      this.#socket.end(() => this.#socket.destroy())
    })
  }

  #uncork(): void {
    if (!this.#isCorked) return
    this.#isCorked = false
    this.#socket.uncork()
  }

  #end(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const listen of this.#ends) listen()
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.length
    if (this.#bytes < this.#needed) return
    const all = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks)
    let at = 0
    for (let end = endOf(all, at); end <= all.length; end = endOf(all, at)) {
      this.#deliver(all.subarray(at, end))
      at = end
    }
    const rest = all.subarray(at)
    this.#chunks = rest.length > 0 ? [rest] : []
    this.#bytes = rest.length
    this.#needed = endOf(rest, 0)
  }

  #deliver(message: Buffer): void {
    const begin = HEAD_BYTES + message.readUInt8(4)
    this.#listeners.get(message.toString('latin1', HEAD_BYTES, begin))?.(message.subarray(begin))
  }
}

/** Where the message that begins at `at` ends; before its head is there, beyond what is there. */
const endOf = (bytes: Buffer, at: number): number => at + HEAD_BYTES + (bytes.length - at < HEAD_BYTES ? 0 : bytes.readUInt32BE(at) + bytes.readUInt8(at + 4))
