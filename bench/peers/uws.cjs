// The simplest chat there is on uWebSockets: its own publish and subscribe, nothing kept and nobody asked.
// Plain CommonJS: it runs on the Node that the package has a binary for. Arguments: the package's folder, the port.
const { randomUUID } = require('node:crypto')
const [, , folder, port] = process.argv
const uws = require(folder)

uws
  .App()
  .ws('/*', {
    idleTimeout: 0,
    maxBackpressure: 64 * 1024 * 1024,
    compression: uws.DISABLED,
    upgrade(response, request, context) {
      const room = new URLSearchParams(request.getQuery()).get('room') ?? ''
      const [key, protocol, extensions] = ['sec-websocket-key', 'sec-websocket-protocol', 'sec-websocket-extensions'].map((name) => request.getHeader(name))
      response.upgrade({ room, authorId: randomUUID() }, key, protocol, extensions, context)
    },
    open: (socket) => socket.subscribe(socket.getUserData().room),
    message(socket, bytes) {
      const { room, authorId } = socket.getUserData()
      const { content } = JSON.parse(Buffer.from(bytes).toString())
      const text = JSON.stringify({ type: 'message', message: { id: randomUUID(), room, authorId, content, createdAt: Date.now() } })
      socket.publish(room, text)
      socket.send(text)
    },
  })
  .listen('127.0.0.1', Number(port), (listening) => {
    if (!listening) process.exit(1)
  })
