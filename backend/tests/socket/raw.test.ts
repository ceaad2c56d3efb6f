import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { rawSocketOf } from '../../socket/raw.ts'
import { frameOf } from '../../utils/frames.ts'

test('the library shows its socket, and our frames stand among its own', async () => {
  const server = createServer()
  const wss = new WebSocketServer({ server, perMessageDeflate: false })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const texts = ['one', 'ü'.repeat(100), 'x'.repeat(126), 'y'.repeat(65_535), '🛶'.repeat(70_000), '']
  wss.on('connection', (socket) => {
    const raw = rawSocketOf(socket)
    socket.ping('between')
    raw.write(Buffer.concat(texts.slice(0, 3).map(frameOf)))
    socket.ping()
    for (const text of texts.slice(3)) raw.write(frameOf(text))
    socket.send('its own')
    socket.close(1000, 'done')
  })
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const told: string[] = []
  client.on('message', (data, isBinary) => told.push(isBinary ? 'binary' : data.toString()))
  const closed = await new Promise<number>((resolve) => client.on('close', resolve))
  expect(told).toEqual([...texts, 'its own'])
  expect(closed).toBe(1000)
  wss.close()
  server.close()
})

test('what is no socket of the library is refused in words', () => {
  expect(() => rawSocketOf({} as WebSocket)).toThrow('no longer shows its socket')
})
