/** Why a socket was closed: its code, whether to come back, whether what was known may be resumed, and how long to wait at least. */
export const closes = {
  goingAway: { code: 1001, reconnect: true, resume: true, afterMs: 0, reason: 'The server or the page is going away' },
  protocolError: { code: 1002, reconnect: true, resume: true, afterMs: 1_000, reason: 'A frame broke the WebSocket protocol' },
  notText: { code: 1003, reconnect: false, resume: false, afterMs: 0, reason: 'Send text frames with one JSON object each' },
  notUtf8: { code: 1007, reconnect: false, resume: false, afterMs: 0, reason: 'A text frame was not valid UTF-8' },
  tooManyParts: { code: 1008, reconnect: false, resume: false, afterMs: 0, reason: 'A message came in too many parts' },
  tooBig: { code: 1009, reconnect: false, resume: false, afterMs: 0, reason: 'A frame was larger than 64 KiB' },
  internal: { code: 1011, reconnect: true, resume: true, afterMs: 1_000, reason: 'Something went wrong on the server' },
  restarting: { code: 1012, reconnect: true, resume: true, afterMs: 500, reason: 'The server restarts; come back in a moment' },
  tryLater: { code: 1013, reconnect: true, resume: true, afterMs: 5_000, reason: 'The server is busy; come back later' },
  malformed: { code: 4400, reconnect: false, resume: false, afterMs: 0, reason: 'Too many frames were not requests' },
  signedOut: { code: 4401, reconnect: false, resume: false, afterMs: 0, reason: 'Nobody is signed in on this connection; sign in and connect again' },
  forbidden: { code: 4403, reconnect: false, resume: false, afterMs: 0, reason: 'This connection is not allowed' },
  tooSlow: { code: 4408, reconnect: true, resume: true, afterMs: 1_000, reason: 'This connection reads too slowly; resume when you can' },
  tooMany: { code: 4409, reconnect: true, resume: true, afterMs: 30_000, reason: 'Too many connections of this person or address' },
  outdated: { code: 4426, reconnect: false, resume: false, afterMs: 0, reason: 'This client is too old for the server; reload it' },
  tooFast: { code: 4429, reconnect: true, resume: true, afterMs: 10_000, reason: 'Too many requests on this connection' },
} as const satisfies Record<string, Close>
export type CloseReason = keyof typeof closes

export interface Close {
  code: number
  reconnect: boolean
  resume: boolean
  /** Milliseconds to wait before coming back. */
  afterMs: number
  /** For people, in the close frame; at most 123 bytes. */
  reason: string
}

/** What a close code means. Codes of proxies and of networks (1005, 1006, 1014 …) are a lost connection: come back and resume. */
export function closeOf(code: number): Close {
  const known: Close | undefined = Object.values(closes).find((close) => close.code === code)
  return known ?? { code, reconnect: true, resume: true, afterMs: 0, reason: 'The connection was lost' }
}
