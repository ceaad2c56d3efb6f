import { DatabaseError } from 'pg'
import { ConnectionLost } from './failures.ts'

/** Where a database is, as far as it may be shown: without the password and whatever else stands in its address. */
export function placeOf(url: string): string {
  const { hostname, port, pathname, searchParams } = new URL(url)
  return `${searchParams.get('host') ?? hostname}:${searchParams.get('port') ?? (port || '5432')}${pathname}`
}

const byServer: Record<string, string> = {
  '28P01': 'the password is wrong. Correct user and password in DATABASE_URL',
  '28000': 'this user may not connect from here. Correct the user in DATABASE_URL, or let it in by pg_hba.conf',
  '3D000': 'there is no such database. Create it, or correct its name in DATABASE_URL',
  '42501': 'this user may not do that. It needs CREATE on the schema, and the tables must be its own',
  '53300': 'all of its connections are taken. Raise max_connections, or put PgBouncer in front',
  '57P03': 'it is starting or stopping. Try again in a moment',
}

const bySystem: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there. Start PostgreSQL, or correct DATABASE_URL',
  ENOTFOUND: 'there is no such host. Correct DATABASE_URL',
  EAI_AGAIN: 'the name of the host could not be looked up. Look after the name server, or correct DATABASE_URL',
  EHOSTUNREACH: 'no way leads to this host. Look after the network, or correct DATABASE_URL',
  ECONNRESET: 'what listens there ended the connection. Is it PostgreSQL?',
}

const byWords: readonly (readonly [RegExp, string])[] = [
  [/timeout|timed out/i, 'no answer came in time. Look after the network, or correct DATABASE_URL'],
  [/password must be a string|client password/i, 'it asks for a password. Write one into DATABASE_URL'],
  [/does not support SSL/i, 'it does not speak TLS. Turn it on there, or take sslmode out of DATABASE_URL'],
  [/certificate/i, 'its certificate is not trusted here. Name its authority in DATABASE_URL: ?sslmode=verify-full&sslrootcert=/path/to/ca.pem'],
]

/** Why PostgreSQL cannot be used, and what to do about it: one line in which no password stands. */
export function reasonOf(failure: unknown, url: string): string {
  let root = failure
  while (root instanceof ConnectionLost && root.cause) root = root.cause
  return `PostgreSQL at ${placeOf(url)}: ${explained(root)}.`
}

function explained(failure: unknown): string {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : ''
  const known = failure instanceof DatabaseError ? byServer[code] : bySystem[code]
  if (known) return known
  const said = failure instanceof Error ? failure.message : String(failure)
  return byWords.find(([words]) => words.test(said))?.[1] ?? (said.replace(/\.$/, '') || code)
}
