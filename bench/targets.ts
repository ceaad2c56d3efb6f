import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SeededChannel } from './cluster/people.ts'
import type { TargetName } from './load/dialects.ts'
import type { RoomPlan } from './load/plan.ts'
import type { Workload } from './load/workloads.ts'
import { isPackaged, packaged } from './peers/debian.ts'
import { uwsCommand } from './peers/install.ts'
import { claimPort } from './port.ts'
import { Seed } from './seed.ts'
import { pause, type Server, startServer, temporaryFolder } from './server.ts'

/** Who talks to whom, and nothing of how much. */
export type Seats = Pick<Workload, 'rooms' | 'size' | 'senders'>

/** A server under test, with the workload's rooms made in it. */
export interface Target extends AsyncDisposable {
  readonly pid: number
  readonly port: number
  readonly rooms: RoomPlan[]
}

/** What stands before the server's command line, and flags of Node's for ours. */
export interface Placing {
  before: readonly string[]
  flags: readonly string[]
}

export async function startTarget(name: TargetName, seats: Seats, placing: Placing): Promise<Target> {
  if (name !== 'parley') return startPeer(name, seats, placing)
  using folder = temporaryFolder('bench-seed')
  const rooms = await furnish(folder.path, seats)
  return startParley(folder.path, rooms, placing)
}

/** Real accounts, one for each connection, each a member of its room. */
export async function furnish(folder: string, { rooms, size, senders }: Seats): Promise<RoomPlan[]> {
  using seed = await Seed.into(folder)
  const people = seed.people(rooms * size)
  return seed.channels(Array.from({ length: rooms }, (_, at) => people.slice(at * size, (at + 1) * size))).map((room) => planOf(room, senders))
}

export const planOf = ({ id, members }: SeededChannel, senders: number): RoomPlan => ({
  id,
  senders: members.slice(0, senders).map(({ token }) => token),
  listeners: members.slice(senders).map(({ token }) => token),
})

/** Our server on a copy of a furnished folder, which can so be used again. */
export async function startParley(
  furnished: string,
  rooms: RoomPlan[],
  { before, flags }: Placing,
  within?: string,
): Promise<Target & { server: Server; folder: string }> {
  const own = temporaryFolder('bench', within)
  const folder = join(own.path, 'kept')
  cpSync(furnished, folder, { recursive: true })
  const port = await claimPort()
  const server = await startServer({ port, dataDir: folder, before, flags })
  return {
    server,
    folder,
    pid: server.pid,
    port,
    rooms,
    async [Symbol.asyncDispose]() {
      await server.stop()
      own[Symbol.dispose]()
    },
  }
}

const commands: Record<Exclude<TargetName, 'parley' | 'nchan' | 'ejabberd'>, (port: number) => string[]> = {
  ws: (port) => [process.execPath, fileURLToPath(new URL('peers/ws.ts', import.meta.url)), String(port)],
  socketio: (port) => [process.execPath, fileURLToPath(new URL('peers/socketio.ts', import.meta.url)), String(port)],
  uws: uwsCommand,
}

async function startPeer(name: Exclude<TargetName, 'parley'>, { rooms, size, senders }: Seats, { before }: Placing): Promise<Target> {
  await using own = new AsyncDisposableStack()
  const folder = own.use(temporaryFolder(`bench-${name}`))
  const port = await claimPort()
  const [command = process.execPath, ...args] = [...before, ...(isPackaged(name) ? packaged[name].command(port, folder.path) : commands[name](port))]
  const child = spawn(command, args, { cwd: folder.path, stdio: ['ignore', 'inherit', 'inherit'] })
  own.defer(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  })
  await listening(child, port)
  const started = own.move()
  const empty = (count: number): null[] => Array.from({ length: count }, () => null)
  return {
    pid: child.pid ?? 0,
    port,
    rooms: Array.from({ length: rooms }, (_, room) => ({ id: `room-${room}`, senders: empty(senders), listeners: empty(size - senders) })),
    [Symbol.asyncDispose]: () => started.disposeAsync(),
  }
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline; await pause(20)) {
    if (child.exitCode !== null) throw new Error(`A peer ended with code ${child.exitCode}`)
    const open = await new Promise<boolean>((resolve) => {
      const probe = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      probe.on('connect', () => probe.destroy())
    })
    if (open) return
  }
  throw new Error('A peer did not start')
}
