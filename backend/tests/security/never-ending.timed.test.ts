import { connect } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { startWorkspace } from '../harness.ts'

/** Answers that are whole seconds: almost all of it is waiting, beside which others can be timed. */
const { server, ada } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

describe.concurrent('[S37] a request that never ends is cut, and others are served meanwhile', () => {
  const upgrade = 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
  const post = 'POST /api/login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n'
  const websocket = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n'
  test.each([
    ['the headers of a page', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ', 'a', 20_000],
    ['the headers of an upgrade', `${upgrade}X-Slow: `, 'a', 20_000],
    ['a body of announced length', `${post}Content-Length: 5000\r\n\r\n{"handle":"`, 'a', 35_000],
    ['a body in chunks', `${post}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n', 35_000],
    // A text frame of 60,000 bytes, masked with zeros, from somebody who never signs in.
    ['a frame after the upgrade', Buffer.concat([Buffer.from(upgrade + websocket), Buffer.from([0x81, 0xfe, 0xea, 0x60, 0, 0, 0, 0])]), 'a', 30_000],
  ])('%s', async (_what, first, more, withinMs) => {
    const startedAt = Date.now()
    const cut = Array.from({ length: 20 }, () => drip(server.port, first, more))
    expect((await ada.rest('GET', '/api/user')).status).toBe(200)
    await Promise.all(cut)
    expect(Date.now() - startedAt).toBeLessThan(withinMs)
    expect((await ada.rest('GET', '/api/user')).status).toBe(200)
  })
})

/** Writes a little every half second until the other side has had enough. */
function drip(port: number, first: string | Buffer, more: string): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.write(first)
  const dripping = setInterval(() => socket.write(more), 500)
  return new Promise((resolve) => {
    socket.on('error', () => {})
    socket.resume().on('close', () => {
      clearInterval(dripping)
      resolve()
    })
  })
}
