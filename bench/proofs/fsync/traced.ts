import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createChannel, register } from '../../people.ts'
import { claimPort } from '../../port.ts'
import { pause, startServer, temporaryFolder } from '../../server.ts'
import { SocketDoor } from '../crash/doors.ts'
import { type Call, readTrace } from './trace.ts'

const SENDERS = 4
const TRACED = 'trace=fsync,fdatasync,write,writev,pwrite64,pwritev,sendto,sendmsg'

/** Sends marked messages to a server under strace and answers what the kernel was asked. */
export async function traceOf(messages: number): Promise<{ calls: Call[]; markers: string[] }> {
  using folder = temporaryFolder('fsync')
  const file = join(folder.path, 'trace')
  // -D: the server stays our own child, so that it is ended by its own id.
  const before = ['strace', '-D', '-f', '-ttt', '-T', '-yy', '-s', '16384', '-o', file, '-e', TRACED]
  const markers: string[] = []
  {
    await using server = await startServer({ port: await claimPort(), dataDir: join(folder.path, 'kept'), before })
    const [ada] = await register(server.url, ['Ada'])
    if (!ada) throw new Error('Nobody registered')
    const channelId = await createChannel(server.url, ada, 'public', 'quay', [])
    const send = async (count: number): Promise<void> => {
      using door = new SocketDoor(server.url, ada.token, () => {})
      await pause(500)
      for (let at = 0; at < count; at++) {
        const marker = `proof-${randomUUID()}`
        await door.call('message.send', { id: randomUUID(), channelId, content: marker })
        markers.push(marker)
      }
    }
    await Promise.all(Array.from({ length: SENDERS }, () => send(Math.ceil(messages / SENDERS))))
    await server.stop()
  }
  await pause(500) // the tracer writes its last lines
  return { calls: readTrace(readFileSync(file, 'utf8')), markers }
}
