import { uuidv7 } from 'uuidv7'

/** What a client says while it arrives, and how the answer to it begins. */
interface Word {
  say: string
  until: string
}

/** How one server wants to be spoken to. */
export interface Dialect {
  path(room: string): string
  /** How the first frame begins of a server that speaks first; who has it is connected. */
  hello: string | undefined
  /** Lines of the upgrade's header that this server wants beside the usual. */
  headers?: string
  /** What a client says once it is connected; each when the one before has been answered. */
  greeting(room: string): readonly Word[]
  /** The last word of a greeting, which nobody answers. */
  join(room: string): string | undefined
  /** Where messages are posted to over HTTP; without it they leave as frames. */
  post?(room: string): string
  /** Message number `n`. */
  message(room: string, n: number, content: string): string
  /** The number that an answer to a sender names; undefined for every other frame. */
  answered(payload: Buffer): number | undefined
  /** The sender's own copy is its answer. */
  copyIsAnswer: boolean
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

export const startsWith = (payload: Buffer, text: string): boolean => payload.toString('latin1', 0, text.length) === text

/** Signed in by the upgrade's header; the answer comes after the commit is on the disk. Ids are what the SDK's are. */
const parley: Dialect = {
  path: () => '/socket',
  hello: '{"type":"hello"',
  greeting: () => [],
  join: () => undefined,
  message: (room, n, content) => `{"id":${n},"type":"message.send","data":{"channelId":"${room}","id":"${uuidv7()}","content":"${content}"}}`,
  answered: (payload) => (startsWith(payload, '{"re":') ? Number.parseInt(payload.toString('latin1', 6, 20), 10) : undefined),
  copyIsAnswer: false,
}

/** As a client that shows something comes: its conversations are the answer to `auth`. */
const welcomed: Dialect = { ...parley, greeting: () => [{ say: '{"id":1,"type":"auth","data":{}}', until: '{"re":1,"data"' }] }

/** Nothing is stored and nothing answered. */
const ws: Dialect = {
  path: (room) => `/?room=${room}`,
  hello: undefined,
  greeting: () => [],
  join: () => undefined,
  message: (_room, _n, content) => JSON.stringify({ content }),
  answered: (payload) => (payload.length > CONTENT_BYTES ? numberIn(payload) : undefined),
  copyIsAnswer: true,
}

/** Engine.IO 4 and Socket.IO 5 over a WebSocket from the start; the answer is Socket.IO's acknowledgement. */
const socketio: Dialect = {
  path: () => '/socket.io/?EIO=4&transport=websocket',
  hello: '0',
  greeting: () => [{ say: '40', until: '40' }],
  join: (room) => `42["join","${room}"]`,
  message: (room, n, content) => `42${n}${JSON.stringify(['message', { room, content }])}`,
  answered: (payload) => (startsWith(payload, '43') ? Number.parseInt(payload.toString('latin1', 2, 16), 10) : undefined),
  copyIsAnswer: false,
}

/** A message is posted whole, and heard over a WebSocket; who hears their own copy has their answer. */
const nchan: Dialect = {
  ...ws,
  post: (room) => `/?room=${room}`,
  message: (room, n, content) => JSON.stringify({ type: 'message', message: { id: n, room, authorId: 'posted', content, createdAt: Date.now() } }),
}

const OPEN = '<open xmlns="urn:ietf:params:xml:ns:xmpp-framing" to="localhost" version="1.0"/>'
const FEATURES = '<stream:features'
const roomAt = (room: string): string => `${room}@conference.localhost`

/** XMPP over a WebSocket (RFC 7395), signed in as nobody (XEP-0175), in a multi-user chat (XEP-0045) that reflects what one says once it is archived. */
const ejabberd: Dialect = {
  ...ws,
  path: () => '/websocket',
  headers: 'Sec-WebSocket-Protocol: xmpp\r\n',
  greeting: (room) => [
    { say: OPEN, until: FEATURES },
    { say: '<auth xmlns="urn:ietf:params:xml:ns:xmpp-sasl" mechanism="ANONYMOUS"/>', until: '<success' },
    { say: OPEN, until: FEATURES },
    { say: '<iq xmlns="jabber:client" type="set" id="bind"><bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/></iq>', until: '<iq' },
    {
      say: `<presence xmlns="jabber:client" to="${roomAt(room)}/${uuidv7()}"><x xmlns="http://jabber.org/protocol/muc"><history maxstanzas="0"/></x></presence>`,
      until: '<message', // the room's subject, the last word of a welcome
    },
  ],
  message: (room, n, content) => `<message xmlns="jabber:client" to="${roomAt(room)}" type="groupchat" id="${n}"><body>${content}</body></message>`,
}

export const dialects = { parley, welcomed, ws, uws: ws, socketio, nchan, ejabberd } satisfies Record<string, Dialect>
export type DialectName = keyof typeof dialects
/** The servers that are compared. */
export type TargetName = Exclude<DialectName, 'welcomed'>
