import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createChannel, register } from '../../people.ts'
import { claimPort } from '../../port.ts'
import { pause, startServer } from '../../server.ts'
import { SocketDoor } from '../crash/doors.ts'

/** Something that writes to the disk and says what it has kept. */
export interface Writer extends AsyncDisposable {
  readonly pid: number
  /** The database, below the folder it was given. */
  readonly file: string
  /** Ids in the order they were acknowledged. */
  readonly acked: readonly string[]
}

const SENDERS = 16

/** The real server, and sixteen people who write as fast as they are answered. */
export async function parley(folder: string): Promise<Writer> {
  const server = await startServer({ port: await claimPort(), dataDir: join(folder, 'kept') })
  const [ada, ...others] = await register(server.url, ['Ada', 'Ben', 'Cleo', 'Dag'])
  if (!ada) throw new Error('Nobody registered')
  const channelId = await createChannel(server.url, ada, 'private', 'harbour', others)
  const acked: string[] = []
  const doors = Array.from({ length: SENDERS }, (_, at) => new SocketDoor(server.url, (others[at % others.length] ?? ada).token, () => {}))
  await pause(500)
  const send = async (door: SocketDoor): Promise<void> => {
    for (;;) {
      const id = randomUUID()
      await door.call('message.send', { id, channelId, content: `${id} must outlive the power` })
      acked.push(id)
    }
  }
  for (const door of doors) send(door).catch(() => {}) // it ends with its connection
  return {
    pid: server.pid,
    file: 'kept/parley.sqlite',
    acked,
    async [Symbol.asyncDispose]() {
      for (const door of doors) door[Symbol.dispose]()
      await server.kill()
    },
  }
}

/** A writer that does not wait for the disk, to show that the method would see it. */
export async function careless(folder: string): Promise<Writer> {
  const kept = join(folder, 'careless')
  mkdirSync(kept)
  const script = fileURLToPath(new URL('careless-writer.ts', import.meta.url))
  const child = spawn(process.execPath, [script, join(kept, 'careless.sqlite')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acked: string[] = []
  createInterface({ input: child.stdout }).on('line', (id) => acked.push(id))
  while (acked.length === 0 && child.exitCode === null) await pause(20)
  return {
    pid: child.pid ?? 0,
    file: 'careless/careless.sqlite',
    acked,
    async [Symbol.asyncDispose]() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
