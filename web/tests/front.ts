import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { connect } from 'node:net'
import { closeAtOnce, openOnLoopback } from './loopback.ts'

/** A proxy before the server, through which a test gives the server's service worker another build id. */
export class Front {
  url = ''
  buildId: string | null = null
  readonly #server: Server

  constructor(behind: { port: string }) {
    const ask = (asked: IncomingMessage) => request({ host: '127.0.0.1', port: behind.port, method: asked.method, path: asked.url, headers: asked.headers })
    this.#server = createServer((asked, reply) => {
      const onward = ask(asked).once('response', async (answer) => {
        const isWorker = asked.url === '/sw.js'
        const { 'content-length': _length, etag: _etag, 'last-modified': _modified, ...headers } = answer.headers
        reply.writeHead(answer.statusCode ?? 502, isWorker ? headers : answer.headers)
        if (isWorker) reply.end(this.#renamed(Buffer.concat(await answer.toArray()).toString()))
        else answer.pipe(reply)
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

  #renamed(script: string): string {
    if (this.buildId === null) return script
    const renamed = script.replace(/\bid:"[0-9a-f]{16}"/, `id:"${this.buildId}"`)
    if (renamed === script) throw new Error('The worker has no build id')
    return renamed
  }
}
