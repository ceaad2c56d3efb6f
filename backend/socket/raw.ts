import type { Socket } from 'node:net'
import type { WebSocket } from 'ws'

/**
 * The one private door into the WebSocket library: ready-made frames are written to the TCP socket itself, many in one
 * write. It is sound because compression is off, so the library keeps nothing between two frames of its own (a ping or a
 * close goes out whole and at once). A test fails when the library changes this.
 */
export function rawSocketOf(socket: WebSocket): Socket {
  const raw = (socket as unknown as { _socket?: Socket })._socket
  if (!raw || typeof raw.write !== 'function') throw new Error('The WebSocket library no longer shows its socket')
  return raw
}
