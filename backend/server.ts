import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { LIMITS } from '@parley/protocol'
import type { Logger } from 'pino'
import { type App, createApp, type Parts } from './app.ts'
import type { Config } from './config/index.ts'
import { serveDevelopment } from './http/development.ts'
import { servePages } from './http/pages.ts'
import { createHttp } from './http/server.ts'

export interface Running extends AsyncDisposable {
  readonly app: App
  readonly url: string
}

/** An app that listens: pages, REST and the socket on one port. */
export async function serve(config: Config, log: Logger, parts: Parts = {}): Promise<Running> {
  const app = await createApp(config, log, (code) => process.exit(code), parts)
  const http = createHttp(app, log)
  try {
    const elsewhere = config.mode === 'dev' ? await serveDevelopment(http, config) : undefined
    if (config.mode === 'start') servePages(http, app, fileURLToPath(new URL('../web/out', import.meta.url)))
    app.sockets.listen(http.server, elsewhere)
    await http.listen({ port: config.port, host: config.host, backlog: LIMITS.connectionsWaiting, ...(app.house?.isPortShared && { reusePort: true }) })
  } catch (failure) {
    await app[Symbol.asyncDispose]()
    throw failure
  }
  const { port } = http.server.address() as AddressInfo
  return {
    app,
    url: `http://${config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host}:${port}`,
    async [Symbol.asyncDispose]() {
      await app.sockets.goodbye(2_000)
      await http.close()
      await app[Symbol.asyncDispose]()
    },
  }
}
