import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Server } from 'socket.io'

/** The simplest chat there is on Socket.IO: `join`, `to(room).emit` and its acknowledgement, nothing kept and nobody asked. */
const http = createServer()
const io = new Server(http, { transports: ['websocket'], serveClient: false, pingInterval: 600_000, perMessageDeflate: false })

io.on('connection', (socket) => {
  socket.on('join', (room: string) => socket.join(room))
  socket.on('message', ({ room, content }: { room: string; content: string }, answer: (said: { ok: true }) => void) => {
    io.to(room).emit('message', { id: randomUUID(), room, authorId: socket.id, content, createdAt: Date.now() })
    answer({ ok: true })
  })
})
http.listen(Number(process.argv[2]), '127.0.0.1')
