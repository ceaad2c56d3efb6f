import { existsSync, mkdirSync } from 'node:fs'
import Database from 'better-sqlite3'
import { migrate } from '../migrate.ts'
import { sqliteParts } from '../sqlite/dialect.ts'
import { lockFolder } from '../sqlite/lock.ts'
import { type Connection, connected, databaseFile, openWriter } from '../sqlite/open.ts'
import { type House, Refusal } from './house.ts'
import { assertCurrent } from './schema.ts'

const MEMORY = 'cache_size = -65536'

/** Beside a server that runs: another connection reads in a snapshot of its own. */
export async function witness(folder: string): Promise<House> {
  assertThere(folder)
  // Not opened as read-only: after a crash the log must be read in first. It is this pragma that keeps it from writing.
  const raw = new Database(databaseFile(folder), { fileMustExist: true })
  raw.pragma('query_only = on')
  raw.pragma(MEMORY)
  const there = houseOf(folder, connected(raw), () => {})
  await assertCurrent(there).catch((failure) => {
    raw.close()
    throw failure
  })
  return there
}

export async function house(folder: string, exists: boolean): Promise<House> {
  if (exists) assertThere(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = lockFolder(folder)
  const connection = openWriter(folder)
  const there = houseOf(folder, connection, () => lock[Symbol.dispose]())
  try {
    connection.raw.pragma(MEMORY)
    await migrate(connection.db, sqliteParts)
    return there
  } catch (failure) {
    await there[Symbol.asyncDispose]()
    throw failure
  }
}

function houseOf(folder: string, { raw, db }: Connection, release: () => void): House {
  const within = async <T>(begin: string, work: () => Promise<T>): Promise<T> => {
    raw.exec(begin)
    try {
      const answer = await work()
      raw.exec('commit')
      return answer
    } catch (failure) {
      if (raw.inTransaction) raw.exec('rollback')
      throw failure
    }
  }
  return {
    place: `SQLite in ${folder}`,
    // The lock of the folder has said so.
    async assertUnserved() {},
    look: (work) => within('begin', () => work(db)),
    write: (work) => within('begin immediate', () => work({ db, dialect: sqliteParts })),
    // Later commits stand behind this one in the log, and a log is synced up to its end.
    async put(work) {
      raw.pragma('synchronous = NORMAL')
      try {
        await within('begin immediate', () => work({ db, dialect: sqliteParts }))
      } finally {
        raw.pragma('synchronous = FULL')
      }
    },
    async [Symbol.asyncDispose]() {
      raw.close()
      release()
    },
  }
}

function assertThere(folder: string): void {
  if (!existsSync(databaseFile(folder))) throw new Refusal(`There is no workspace in ${folder}. Let DATA_DIR name the folder of one.`)
}
