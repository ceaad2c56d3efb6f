import { type Answer, ChatError, type CommandInput, type Failure, type ServerEvent } from '@parley/protocol'
import { type AskedName, command, Lost } from '../../rest.ts'
import { pause } from '../../server.ts'

/** A way to the server, for those who keep their own outbox. `call` throws `ChatError` for a refusal and `Lost` where the outcome is unknown. */
export interface Door extends Disposable {
  call<N extends AskedName>(name: N, input: CommandInput<N>): Promise<Answer<N>>
}

export class RestDoor implements Door {
  readonly #url: string
  readonly #token: string

  constructor(url: string, token: string) {
    this.#url = url
    this.#token = token
  }

  call<N extends AskedName>(name: N, input: CommandInput<N>): Promise<Answer<N>> {
    return command(this.#url, this.#token, name, input)
  }

  [Symbol.dispose](): void {}
}

interface Pending {
  resolve(answer: unknown): void
  reject(failure: Error): void
}

const BACK_MS = 100
type Frame = ServerEvent | { re: number; data?: unknown; error?: Failure }

/** A bare WebSocket that signs in, comes back when it is lost, and passes on all it hears. */
export class SocketDoor implements Door {
  readonly #url: string
  readonly #token: string
  readonly #heard: (event: ServerEvent, connection: number) => void
  readonly #pending = new Map<number, Pending>()
  #socket: WebSocket
  #connection = 0
  #lastId = 1
  #signedIn = false
  #over = false

  constructor(url: string, token: string, heard: (event: ServerEvent, connection: number) => void) {
    this.#url = url.replace(/^http/, 'ws')
    this.#token = token
    this.#heard = heard
    this.#socket = this.#open()
  }

  async call<N extends AskedName>(name: N, input: CommandInput<N>): Promise<Answer<N>> {
    if (!this.#signedIn) throw new Lost('There is no connection')
    return (await this.#ask(++this.#lastId, name, input)) as Answer<N>
  }

  #ask(id: number, type: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#socket.send(JSON.stringify({ id, type, data }))
    })
  }

  #open(): WebSocket {
    const socket = new WebSocket(`${this.#url}/socket`)
    const connection = ++this.#connection
    socket.onmessage = ({ data }) => this.#frame(JSON.parse(String(data)) as Frame, connection)
    socket.onclose = () => void this.#closed()
    socket.onerror = () => {}
    return socket
  }

  #frame(frame: Frame, connection: number): void {
    if ('re' in frame) return this.#answered(frame)
    if (frame.type === 'hello')
      this.#ask(++this.#lastId, 'auth', { token: this.#token }).then(
        () => (this.#signedIn = true),
        () => this.#refused(connection),
      )
    this.#heard(frame, connection)
  }

  /** Whoever is not let in, because a node has no database, tries again. */
  #refused(connection: number): void {
    if (connection === this.#connection) this.#socket.close()
  }

  #answered({ re, data, error }: Extract<Frame, { re: number }>): void {
    const pending = this.#pending.get(re)
    this.#pending.delete(re)
    if (error) pending?.reject(new ChatError(error.code, error.message, error.retryMs))
    else pending?.resolve(data)
  }

  async #closed(): Promise<void> {
    this.#signedIn = false
    const unknown = [...this.#pending.values()]
    this.#pending.clear()
    for (const pending of unknown) pending.reject(new Lost('The connection was lost'))
    await pause(Math.random() * BACK_MS)
    if (!this.#over) this.#socket = this.#open()
  }

  [Symbol.dispose](): void {
    this.#over = true
    this.#socket.close()
  }
}
