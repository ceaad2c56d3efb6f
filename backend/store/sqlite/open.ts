import { join } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Tables } from '../tables.ts'

export const databaseFile = (dataDir: string): string => join(dataDir, 'parley.sqlite')

const STATEMENTS_KEPT = 500

/** Statements are compiled by SQLite once and kept: the write path says the same few sentences all day. */
function withStatementCache(raw: Database.Database) {
  const kept = new Map<string, Database.Statement>()
  return {
    close: () => void raw.close(),
    prepare(sql: string): Database.Statement {
      let statement = kept.get(sql)
      if (!statement) {
        if (kept.size >= STATEMENTS_KEPT) kept.clear()
        statement = raw.prepare(sql)
        kept.set(sql, statement)
      }
      return statement
    },
  }
}

export interface Connection {
  raw: Database.Database
  db: Kysely<Tables>
}

/** I1: with synchronous=FULL a commit returns after the fsync of the log. NORMAL lost acknowledged rows in every simulated power cut. */
export function openWriter(dataDir: string): Connection {
  const raw = new Database(databaseFile(dataDir))
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('temp_store = MEMORY')
  raw.pragma('cache_size = -16384')
  raw.pragma('wal_autocheckpoint = 4000')
  return connected(raw)
}

export function openReader(dataDir: string): Connection {
  const raw = new Database(databaseFile(dataDir), { readonly: true })
  raw.pragma('cache_size = -8192')
  return connected(raw)
}

/** A connection with typed queries on it. */
export const connected = (raw: Database.Database): Connection => ({
  raw,
  db: new Kysely<Tables>({ dialect: new SqliteDialect({ database: withStatementCache(raw) }) }),
})
