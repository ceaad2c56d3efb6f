import { type RawData, WebSocket } from 'ws'
import type { Session } from './session.ts'

/** What a connection tells of its end, and of failures nobody expected. */
export interface Keeper {
  gone(session: Session): void
  unexpected(failure: unknown): void
}

/** A socket of the library's that knows its session: one listener of each kind serves all connections, where a closure each would be kept for each. */
export class Line extends WebSocket {
  session: Session | undefined
  keeper: Keeper | undefined

  serves(keeper: Keeper, session: Session): void {
    this.session = session
    this.keeper = keeper
    this.on('error', broken)
    this.on('ping', pinged)
    this.on('pong', ponged)
    this.on('close', closed)
    this.on('message', heard as (this: WebSocket, data: RawData, isBinary: boolean) => void)
  }
}

// The library calls its listeners with the socket as `this`, and its types do not know which class that is.
const lineOf = (socket: WebSocket): Line => socket as Line

/** A broken frame: the library closes with the code that fits. */
function broken(this: WebSocket): void {
  lineOf(this).session?.forget()
}

function pinged(this: WebSocket, payload: Buffer): void {
  lineOf(this).session?.pong(payload, Date.now())
}

function ponged(this: WebSocket): void {
  const { session } = lineOf(this)
  if (!session) return
  session.lastPongAt = Date.now()
  session.control(session.lastPongAt)
}

function closed(this: WebSocket): void {
  const { session, keeper } = lineOf(this)
  session?.forget()
  if (session) keeper?.gone(session)
}

function heard(this: WebSocket, bytes: Buffer, isBinary: boolean): void {
  const { session, keeper } = lineOf(this)
  if (isBinary) session?.close('notText')
  else if (session?.isOpen) session.receive(bytes.toString()).catch((failure: unknown) => keeper?.unexpected(failure))
}
