import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startServer } from '../harness.ts'

test('[S41] compression is offered and not taken', async () => {
  await using server = await startServer()
  const socket = new WebSocket(server.url.replace('http', 'ws'), { perMessageDeflate: true })
  const [[response]] = (await Promise.all([once(socket, 'upgrade'), once(socket, 'open')])) as [[{ headers: Record<string, string> }], unknown]
  expect(response.headers['sec-websocket-extensions']).toBeUndefined()
  expect(socket.extensions).toBe('')
  socket.terminate()
})
