import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** What came over a raw socket, as far as a close frame, and how the connection ended. */
export interface Ended {
  code: number | undefined
  reason: string
}

/** A client frame by hand: any first byte, masked unless told otherwise. */
export function clientFrame(firstByte: number, payload: Buffer, { masked = true, length = payload.length } = {}): Buffer {
  const lengthBytes = length < 126 ? Buffer.from([length]) : length < 65_536 ? Buffer.from([126, length >> 8, length & 0xff]) : longLength(length)
  lengthBytes[0] = (lengthBytes[0] ?? 0) | (masked ? 0x80 : 0)
  const mask = randomBytes(4)
  const body = masked ? Buffer.concat([mask, payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]) : payload
  return Buffer.concat([Buffer.from([firstByte]), lengthBytes, body])
}

function longLength(length: number): Buffer {
  const bytes = Buffer.alloc(9)
  bytes[0] = 127
  bytes.writeBigUInt64BE(BigInt(length), 1)
  return bytes
}

/** A WebSocket client that is only a TCP socket, for bytes that no library would send. */
export class RawSocket implements AsyncDisposable {
  readonly #socket: Socket
  #bytes: Buffer = Buffer.alloc(0)
  /** Resolves with the close frame, or when the connection has ended without one. */
  readonly ended: Promise<Ended>
  readonly #closed: Promise<void>

  private constructor(socket: Socket, head: Buffer) {
    this.#socket = socket
    this.#bytes = head
    socket.on('error', () => {})
    this.#closed = new Promise((resolve) => socket.on('close', () => resolve()))
    this.ended = new Promise((resolve) => {
      socket.on('data', (chunk) => {
        this.#bytes = Buffer.concat([this.#bytes, chunk])
        const ended = closeIn(this.#bytes)
        if (ended) resolve(ended)
      })
      socket.on('close', () => resolve(closeIn(this.#bytes) ?? { code: undefined, reason: '' }))
    })
  }

  static upgrade(port: number, headers: Record<string, string> = {}, path = '/'): Promise<RawSocket> {
    const socket = connect(port, '127.0.0.1')
    const lines = {
      host: `127.0.0.1:${port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      ...headers,
    }
    socket.write(
      `GET ${path} HTTP/1.1\r\n${Object.entries(lines)
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n`,
    )
    return new Promise((resolve, reject) => {
      let read: Buffer = Buffer.alloc(0)
      const onData = (chunk: Buffer): void => {
        read = Buffer.concat([read, chunk])
        const end = read.indexOf('\r\n\r\n')
        if (end < 0) return
        socket.off('data', onData)
        const head = read.subarray(0, end).toString()
        if (head.startsWith('HTTP/1.1 101')) resolve(new RawSocket(socket, read.subarray(end + 4)))
        else reject(new Error(head.split('\r\n', 1)[0]))
      }
      socket.on('data', onData)
      socket.on('error', reject)
      socket.on('close', () => reject(new Error('closed without an answer')))
    })
  }

  get received(): Buffer {
    return this.#bytes
  }
  write = (bytes: Buffer): boolean => this.#socket.write(bytes)
  pause = (): Socket => this.#socket.pause()

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy()
    await this.#closed
  }
}

/** Walks over the server's frames to its close frame. */
function closeIn(bytes: Buffer): Ended | undefined {
  for (let at = 0; at + 2 <= bytes.length; ) {
    const opcode = (bytes[at] ?? 0) & 0x0f
    const short = (bytes[at + 1] ?? 0) & 0x7f
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    if (at + header > bytes.length) return undefined
    const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
    const payload = bytes.subarray(at + header, at + header + length)
    if (opcode === 8 && payload.length === length)
      return { code: payload.length >= 2 ? payload.readUInt16BE(0) : undefined, reason: payload.subarray(2).toString() }
    at += header + length
  }
  return undefined
}
