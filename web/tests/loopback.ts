import type { Server as HttpServer } from 'node:http'
import type { AddressInfo, Server } from 'node:net'

/** A server of a test, on a free port of loopback. Answers its address. */
export async function openOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Closed at once, with whoever is still connected. */
export function closeAtOnce(server: HttpServer): void {
  server.close()
  server.closeAllConnections()
}
