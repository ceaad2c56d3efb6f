import type { Connection } from './connection.ts'

/** Why this server must not be written to. Said at the start, and of every later connection. */
export class Unfit extends Error {
  override name = 'Unfit'
}

const OLDEST = 140_000

/** What must hold, and what to change where it does not. */
const needs: readonly (readonly [(server: Server) => boolean, string])[] = [
  [(server) => server.version >= OLDEST, 'it is older than version 14. Use PostgreSQL 14 or newer'],
  [(server) => server.encoding === 'UTF8', 'the encoding of the database is not UTF8. Create it with: create database parley encoding UTF8 template template0'],
  [(server) => !server.standby, 'it is a standby, which cannot be written to. Let DATABASE_URL name the primary'],
  [(server) => server.read_only === 'off', 'its transactions are read-only. Set default_transaction_read_only = off for this user and database'],
  [(server) => server.fsync === 'on', 'fsync is off, so a power cut would lose acknowledged messages. Set fsync = on and reload it'],
  [(server) => server.full_page_writes === 'on', 'full_page_writes is off, so a power cut could tear pages. Set full_page_writes = on and reload it'],
  [
    (server) => server.synchronous_commit !== 'off',
    'synchronous_commit is off, so a crash would lose acknowledged messages. Set it to on, for the server or for this user: alter role … set synchronous_commit = on',
  ],
]

export interface Server {
  version: number
  encoding: string
  standby: boolean
  read_only: string
  fsync: string
  full_page_writes: string
  synchronous_commit: string
}

/** One round trip, without parameters, so that it passes any pooler. */
const QUESTION = `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding, pg_is_in_recovery() as standby,
  current_setting('transaction_read_only') as read_only, current_setting('fsync') as fsync,
  current_setting('full_page_writes') as full_page_writes, current_setting('synchronous_commit') as synchronous_commit`

/** I1 rests on settings of the server: asked, never assumed. Throws in words if one of them does not hold. */
export async function assertFit(connection: Connection): Promise<Server> {
  const [answer] = await connection.say(QUESTION)
  const server: Server = answer?.rows[0]
  const failed = needs.find(([holds]) => !holds(server))
  if (failed) throw new Unfit(failed[1])
  return server
}
