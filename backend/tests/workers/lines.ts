import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { Line } from '../../utils/line.ts'
import { temporaryFolder } from '../harness.ts'

/** Both ends of a line: a pipe of the system, as between two processes. */
export async function lines(): Promise<[Line, Line]> {
  const folder = temporaryFolder()
  const path = join(folder, 'line')
  const server = createServer().listen(path)
  await once(server, 'listening')
  const here = connect(path)
  const [there] = (await once(server, 'connection')) as [Socket]
  server.close()
  rmSync(folder, { recursive: true })
  return [new Line(here), new Line(there)]
}
