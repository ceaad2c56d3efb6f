import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { extname, join } from 'node:path'
import { closeAtOnce, openOnLoopback } from './loopback.ts'

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' }

/** Any host of files, as docs/two-homes.md asks for: what is no file is the one page. It has no API and no socket. */
export class StaticHome {
  url = ''
  readonly #server: Server

  constructor(folder: string) {
    this.#server = createServer((asked, reply) => {
      const { pathname } = new URL(asked.url ?? '/', 'http://here')
      const file = join(folder, pathname)
      const isFile = extname(pathname) !== '' && existsSync(file)
      const type = isFile ? (TYPES[extname(pathname)] ?? 'application/octet-stream') : 'text/html; charset=utf-8'
      reply.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(isFile ? file : join(folder, 'index.html')))
    })
  }

  async open(): Promise<void> {
    this.url = await openOnLoopback(this.#server)
  }

  close(): void {
    closeAtOnce(this.#server)
  }
}
