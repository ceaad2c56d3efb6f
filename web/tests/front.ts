import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { closeAtOnce, openOnLoopback } from './loopback.ts'

/** A proxy before the server, through which a test gives the server's service worker another build id, or breaks the client. */
export class Front {
  url = ''
  buildId: string | null = null
  /** Pieces of the client's own scripts that are others on their way to the page, and how often each was met. */
  altered: { from: RegExp; to: string; met: number }[] = []
  readonly #server: Server

  constructor(behind: { port: string }) {
    const ask = ({ method, url: path, headers }: IncomingMessage) =>
      request({
        host: '127.0.0.1',
        port: behind.port,
        method,
        path,
        // What is compressed cannot be altered.
        headers: { ...headers, 'accept-encoding': 'identity' },
      })
    this.#server = createServer((asked, reply) => {
      const onward = ask(asked).once('response', async (answer) => {
        const isWorker = asked.url === '/sw.js'
        const isAltered = this.altered.length > 0 && asked.url?.endsWith('.js') === true
        const { 'content-length': _length, etag: _etag, 'last-modified': _modified, ...headers } = answer.headers
        reply.writeHead(answer.statusCode ?? 502, isWorker || isAltered ? headers : answer.headers)
        if (!isWorker && !isAltered) return void answer.pipe(reply)
        const script = Buffer.concat(await answer.toArray()).toString()
        reply.end(isWorker ? this.#renamed(script) : this.#alteredIn(script))
      })
      asked.pipe(onward.on('error', () => reply.destroy()))
    })
    this.#server.on('upgrade', (asked, socket) => {
      const onward = connect(Number(behind.port), '127.0.0.1')
      const headers = asked.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []))
      onward.write(`GET ${asked.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`)
      socket.pipe(onward.on('error', () => socket.destroy())).pipe(socket.on('error', () => onward.destroy()))
    })
  }

  get port(): string {
    return new URL(this.url).port
  }

  async open(): Promise<void> {
    this.url = await openOnLoopback(this.#server)
  }

  close(): void {
    closeAtOnce(this.#server)
  }

  #alteredIn(script: string): string {
    return this.altered.reduce((text, one) => {
      const altered = text.replace(one.from, one.to)
      if (altered !== text) one.met++
      return altered
    }, script)
  }

  #renamed(script: string): string {
    if (this.buildId === null) return script
    const renamed = script.replace(/\bid:"[0-9a-f]{16}"/, `id:"${this.buildId}"`)
    if (renamed === script) throw new Error('The worker has no build id')
    return renamed
  }
}
