import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DialectName } from './load/dialects.ts'
import type { RoomPlan } from './load/plan.ts'
import type { Workload } from './load/workloads.ts'
import { createChannel, type Person, register } from './people.ts'
import { claimPort } from './port.ts'
import { pause, startServer, temporaryFolder } from './server.ts'

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

export function startTarget(name: DialectName, workload: Workload, placing: Placing): Promise<Target> {
  return name === 'parley' ? startParley(workload, placing) : startPeer(name, workload, placing)
}

const LISTENERS = 20

/** Real accounts: one for each sender, and at least twenty whose sockets listen. */
async function startParley(workload: Workload, { before, flags }: Placing): Promise<Target> {
  const folder = temporaryFolder('bench')
  const port = await claimPort()
  const server = await startServer({ port, dataDir: join(folder.path, 'kept'), before, flags })
  const listenersEach = Math.max(1, Math.ceil(LISTENERS / workload.rooms))
  const peopleEach = workload.senders + listenersEach
  const people = await register(
    server.url,
    Array.from({ length: workload.rooms * peopleEach }, (_, at) => `Person ${at}`),
  )
  const rooms: RoomPlan[] = []
  for (let room = 0; room < workload.rooms; room++)
    rooms.push(await furnish(server.url, workload, room, people.slice(room * peopleEach, (room + 1) * peopleEach)))
  return {
    pid: server.pid,
    port,
    rooms,
    async [Symbol.asyncDispose]() {
      await server.stop()
      folder[Symbol.dispose]()
    },
  }
}

async function furnish(url: string, { senders, size }: Workload, room: number, people: readonly Person[]): Promise<RoomPlan> {
  const [owner, ...others] = people
  if (!owner) throw new Error('A room needs people')
  const id = await createChannel(url, owner, 'private', `room ${room}`, others)
  const listening = people.slice(senders)
  return {
    id,
    senders: people.slice(0, senders).map((person) => person.token),
    listeners: Array.from({ length: size - senders }, (_, at) => listening[at % listening.length]?.token ?? null),
  }
}

const peers = { ws: new URL('peers/ws.ts', import.meta.url), socketio: new URL('peers/socketio.ts', import.meta.url) }

async function startPeer(name: 'ws' | 'socketio', workload: Workload, { before }: Placing): Promise<Target> {
  const port = await claimPort()
  const [command = process.execPath, ...args] = [...before, process.execPath, fileURLToPath(peers[name]), String(port)]
  const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  await listening(child, port)
  const { rooms, senders, size } = workload
  const empty = (count: number): null[] => Array.from({ length: count }, () => null)
  return {
    pid: child.pid ?? 0,
    port,
    rooms: Array.from({ length: rooms }, (_, room) => ({ id: `room-${room}`, senders: empty(senders), listeners: empty(size - senders) })),
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
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
