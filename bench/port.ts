import { createServer, type Server } from 'node:net'

/** Below the ports that the system gives to outgoing connections: none of those may sit on ours while a server is away. */
const FIRST = 4_300
const LAST = 4_799
/** Who listens this much higher has the port, even while no server is on it. The system takes it back when the process ends. */
const CLAIM = 600

/**
 * A port of loopback that is this process's own until it ends, for servers that are stopped and started again on the one
 * they had. Tests of other processes that ask meanwhile get another.
 */
export async function claimPort(): Promise<number> {
  for (let port = FIRST; port <= LAST; port++) {
    const claim = await listen(port + CLAIM)
    if (!claim) continue
    const probe = await listen(port)
    if (!probe) {
      claim.close()
      continue
    }
    await new Promise((resolve) => probe.close(resolve))
    claim.unref()
    return port
  }
  throw new Error(`No port from ${FIRST} to ${LAST} is free`)
}

const listen = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer((visitor) => visitor.destroy())
    server.once('error', () => resolve(undefined)).listen(port, '127.0.0.1', () => resolve(server))
  })
