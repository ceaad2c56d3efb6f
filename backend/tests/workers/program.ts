import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { get } from 'node:http'
import type { Socket } from 'node:net'
import { vi } from 'vitest'
import { createChannel, type Person, register } from '../../../bench/people.ts'
import { claimPort } from '../../../bench/port.ts'
import { type Server, startServer, temporaryFolder } from '../../../bench/server.ts'
import { Wire } from '../wire.ts'

/** The real program with two workers on an SQLite of its own, and Ada, Ben and Cleo in a private #harbour. */
export async function startProgram(settings: Record<string, string> = {}) {
  const folder = temporaryFolder('workers')
  const start = async (): Promise<Server> =>
    startServer({ port: await claimPort(), dataDir: folder.path, settings: { WORKERS: '2', LOG_LEVEL: 'fatal', ...settings } })
  const server = await start()
  await vi.waitUntil(async () => (await figure(server, 'parley_workers')) === 2, { timeout: 20_000 })
  const [ada, ben, cleo] = await register(server.url, ['Ada', 'Ben', 'Cleo'])
  if (!ada || !ben || !cleo) throw new Error('Nobody registered')
  const channelId = await createChannel(server.url, ada, 'private', 'harbour', [ben, cleo])
  return { folder, server, start, ada, ben, cleo, channelId }
}

/** The workers of the program, by what the kernel says of its children. */
export const workersOf = ({ pid }: Server): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number)

/** The worker that holds the other end of a socket: it has the file that the kernel lists for the two ports. */
function holderOf(server: Server, port: number): number | undefined {
  const hex = (n: number): string => `:${n.toString(16).toUpperCase().padStart(4, '0')}`
  const rows = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const inode = rows.find(([, local, remote]) => local?.endsWith(hex(Number(new URL(server.url).port))) && remote?.endsWith(hex(port)))?.[9]
  const holds = (pid: number): boolean =>
    readdirSync(`/proc/${pid}/fd`).some((fd) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`
      } catch {
        return false
      }
    })
  return workersOf(server).find(holds)
}

/** A socket of this person at each worker, signed in and caught up, in the order of the workers. */
export async function atEach(server: Server, person: Person): Promise<Wire[]> {
  const found = new Map<number, Wire>()
  const workers = workersOf(server)
  for (let tries = 0; found.size < workers.length; tries++) {
    if (tries > 20) throw new Error('The sockets do not spread over the workers')
    const wire = await Wire.open(server.url, { token: person.token })
    await wire.auth({})
    const port = (wire.socket as unknown as { _socket: Socket })._socket.localPort ?? 0
    const holder = holderOf(server, port)
    if (holder === undefined || found.has(holder)) await wire.close()
    else found.set(holder, wire)
  }
  return workers.map((pid) => found.get(pid) as Wire)
}

/** Asks on a connection of its own; resolves however that ends. */
export const visit = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const request = get(`${server.url}/healthz`, { agent: false }, (response) => response.resume().on('close', resolve))
    request.on('error', () => resolve())
  })

/** What /metrics says of a figure. */
export async function figure(server: Server, name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text()
  return Number(new RegExp(`^${name}(?:{.*})? (\\d+)$`, 'm').exec(text)?.[1])
}
