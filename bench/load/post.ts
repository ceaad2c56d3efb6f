import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** One kept connection over which messages are posted, each behind the one before without waiting for it. What is answered is only looked at for a refusal. */
export class Poster {
  readonly #socket: Socket
  readonly #head: string

  private constructor(socket: Socket, head: string) {
    this.#socket = socket
    this.#head = head
  }

  static async open(port: number, path: string): Promise<Poster> {
    const socket = connect({ host: '127.0.0.1', port, noDelay: true })
    await once(socket, 'connect')
    socket.on('error', () => {}) // told by the messages that do not arrive
    socket.on('data', (answer) => {
      if (/^HTTP\/1\.1 (?!20\d)/m.test(answer.toString('latin1'))) socket.destroy()
    })
    return new Poster(socket, `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\nContent-Length: `)
  }

  /** Plain ASCII, as all our words are. */
  send(text: string): void {
    this.#socket.write(`${this.#head}${text.length}\r\n\r\n${text}`)
  }

  close(): void {
    this.#socket.destroy()
  }
}
