import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { Duplex } from 'node:stream'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config/index.ts'
import { isAppPath } from './pages.ts'

/** Next as a CommonJS module: its types describe another. */
type Next = (options: object) => { prepare(): Promise<void>; getRequestHandler(): (request: IncomingMessage, response: ServerResponse) => Promise<void> }

type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean

/**
 * Pages with hot reload on the same port. Next gets a server that never listens: on a listening one it would end every
 * WebSocket whose path is a page, and `/` is a page.
 */
export async function serveDevelopment(http: FastifyInstance, config: Config): Promise<Upgrade> {
  const next = createRequire(new URL('../../web/package.json', import.meta.url))('next') as Next
  const upgrades = createServer()
  const dir = fileURLToPath(new URL('../../web', import.meta.url))
  const pages = next({ dev: true, dir, port: config.port, hostname: 'localhost', customServer: true, httpServer: upgrades })
  await pages.prepare()
  const render = pages.getRequestHandler()
  http.addHook('onRequest', async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    if (path.startsWith('/api') || path === '/healthz' || path === '/readyz' || path === '/metrics') return
    if (isAppPath(path)) request.raw.url = '/'
    reply.hijack()
    await render(request.raw, reply.raw)
  })
  return (request, socket, head) => {
    if (!request.url?.startsWith('/_next/')) return false
    upgrades.emit('upgrade', request, socket, head)
    return true
  }
}
