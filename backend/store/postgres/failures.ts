import { ChatError } from '@parley/protocol'
import { DatabaseError } from 'pg'

/** The connection, not the statement: it never opened, or it is gone. Nothing of an uncommitted transaction remains. */
export class ConnectionLost extends Error {
  override name = 'ConnectionLost'
}

/** The connection does not know a statement by the name it was given, or knows it otherwise: it is good for nothing more, another one is. */
export class Unprepared extends ConnectionLost {
  override name = 'Unprepared'
  /** A pooler gave us another connection of the server's in between, and does not carry names over. */
  readonly isPooled: boolean

  constructor(cause: DatabaseError) {
    super('A named statement is not what it was', { cause })
    this.isPooled = cause.code !== CHANGED
  }
}

/** A table that a statement reads was changed since it was prepared. */
const CHANGED = '0A000'
const isUnprepared = ({ code, routine }: DatabaseError): boolean =>
  code === '26000' || code === '42P05' || (code === CHANGED && routine === 'RevalidateCachedQuery')

/** Codes with which the server itself ends or refuses a connection: shutdown, crash, start, idle in a transaction, too many. */
const ENDS_CONNECTION = /^(08|57P0[1-5]|25P03|53300)/
/** A standby, or a server that was made read-only: the next connection may reach the one that writes. */
const READ_ONLY = '25006'
/** Serialisation, deadlock, a lock that was not given in time, a statement that took too long, and a unique value that somebody else took first. */
const WORTH_ANOTHER_TRY = new Set(['40001', '40P01', '55P03', '57014', '23505'])
const FULL = new Set(['53100', '53400'])

const codeOf = (failure: unknown): string => (failure instanceof DatabaseError ? (failure.code ?? '') : '')

/** NUL, which this database cannot keep and therefore never has; and the same written as JSON. */
const UNKEPT = new Set(['22021', '22P05'])

/** The name of a check that cannot hold: this database was fenced while the node was running. */
export const FENCE = 'fenced'
const isFenced = (failure: unknown): boolean => failure instanceof DatabaseError && failure.code === '23514' && failure.constraint === FENCE

/** A failure of the driver in our terms: without a code of the server it is about the connection. */
export function translated(failure: unknown): unknown {
  const code = codeOf(failure)
  if (failure instanceof DatabaseError && isUnprepared(failure)) return new Unprepared(failure)
  if (UNKEPT.has(code)) return new ChatError('invalid', 'A text holds a character that cannot be kept')
  if (isFenced(failure)) return new ChatError('unavailable', 'The workspace is moving to another database; nothing was written', 1_000)
  const lost = failure instanceof DatabaseError ? ENDS_CONNECTION.test(code) || code === READ_ONLY : failure instanceof Error && !(failure instanceof TypeError)
  return lost ? new ConnectionLost('The connection to PostgreSQL was lost', { cause: failure }) : failure
}

/** Whether nobody on this side can say what became of what was asked. */
export const isLost = (failure: unknown): boolean => failure instanceof ConnectionLost && !(failure instanceof Unprepared)

/** What is to be done about a write that did not commit. */
export function remedyFor(failure: unknown): 'again' | 'again, a few times' | 'wait for room' | 'none' {
  if (failure instanceof ConnectionLost) return 'again'
  const code = codeOf(failure)
  if (FULL.has(code)) return 'wait for room'
  if (code === '23505') return 'again, a few times'
  return WORTH_ANOTHER_TRY.has(code) ? 'again' : 'none'
}
