import { randomUUID } from 'node:crypto'
import { WebSocket, WebSocketServer } from 'ws'

/** The simplest chat there is on the `ws` package: rooms in memory, a loop over sockets, nothing kept and nobody asked. */
const rooms = new Map<string, Set<WebSocket>>()
const server = new WebSocketServer({ host: '127.0.0.1', port: Number(process.argv[2]), perMessageDeflate: false })

server.on('connection', (socket, request) => {
  const room = new URL(request.url ?? '/', 'http://peer').searchParams.get('room') ?? ''
  const members = rooms.get(room) ?? new Set()
  rooms.set(room, members.add(socket))
  const authorId = randomUUID()
  socket.on('close', () => members.delete(socket))
  socket.on('message', (bytes) => {
    const { content } = JSON.parse(String(bytes)) as { content: string }
    const text = JSON.stringify({ type: 'message', message: { id: randomUUID(), room, authorId, content, createdAt: Date.now() } })
    for (const member of members) if (member.readyState === WebSocket.OPEN) member.send(text)
  })
})
