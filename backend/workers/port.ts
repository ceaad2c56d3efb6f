import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'

/**
 * The port that the workers will share, asked for as one process would: whatever listens there already is an error, which a port that
 * is shared would not be. Port 0 becomes one that is free.
 */
export async function freePort({ port, host }: { port: number; host: string }): Promise<number> {
  const probe = createServer().listen({ port, host, exclusive: true })
  await once(probe, 'listening')
  const { port: found } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return found
}
