import { randomUUID } from 'node:crypto'

/** How one server wants to be spoken to. */
export interface Dialect {
  path(room: string): string
  /** What a client says once it is connected; each when the one before has been answered. */
  greeting(room: string): string[]
  /** Message number `n`. */
  message(room: string, n: number, content: string): string
  /** The number that an answer to a sender names; undefined for every other frame. */
  answered(payload: Buffer): number | undefined
}

/** A message's number stands in its words, so that it is found in whatever surrounds them. */
export const MARK = '~'
const DIGITS = 8
const FILLER =
  'The ferry left the quay at ten past seven with eleven people, two bicycles and a crate of herrings; the harbour master wrote it down and went home to his own supper.'
export const CONTENT_BYTES = 160
export const contentOf = (n: number): string => `${MARK}${String(n).padStart(DIGITS, '0')}${FILLER}`.slice(0, CONTENT_BYTES)

export function numberIn(payload: Buffer): number {
  const at = payload.indexOf(MARK)
  return Number(payload.toString('latin1', at + 1, at + 1 + DIGITS))
}

const startsWith = (payload: Buffer, text: string): boolean => payload.toString('latin1', 0, text.length) === text

/** Signed in by the upgrade's header; the answer comes after the commit is on the disk. */
const parley: Dialect = {
  path: () => '/socket',
  greeting: () => [],
  message: (room, n, content) => `{"id":${n},"type":"message.send","data":{"channelId":"${room}","id":"${randomUUID()}","content":"${content}"}}`,
  answered: (payload) => (startsWith(payload, '{"re":') ? Number.parseInt(payload.toString('latin1', 6, 20), 10) : undefined),
}

/** Nothing is stored and nothing answered: the sender's own copy is its answer. */
const ws: Dialect = {
  path: (room) => `/?room=${room}`,
  greeting: () => [],
  message: (_room, _n, content) => JSON.stringify({ content }),
  answered: (payload) => (payload.length > CONTENT_BYTES ? numberIn(payload) : undefined),
}

/** Engine.IO 4 and Socket.IO 5 over a WebSocket from the start; the answer is Socket.IO's acknowledgement. */
const socketio: Dialect = {
  path: () => '/socket.io/?EIO=4&transport=websocket',
  greeting: (room) => ['40', `42["join","${room}"]`],
  message: (room, n, content) => `42${n}${JSON.stringify(['message', { room, content }])}`,
  answered: (payload) => (startsWith(payload, '43') ? Number.parseInt(payload.toString('latin1', 2, 16), 10) : undefined),
}

export const dialects = { parley, ws, socketio }
export type DialectName = keyof typeof dialects
