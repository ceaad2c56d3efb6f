import { resolve } from 'node:path'

/** Where a database is: a folder of SQLite, or a PostgreSQL. */
export type Address = { kind: 'sqlite'; folder: string } | PostgresAddress

export interface PostgresAddress {
  kind: 'postgres'
  /** Holds a password. */
  url: string
  /** Where a person wrote it, and would correct it. */
  setting: 'DATABASE_URL' | '--to'
}

/** Opens a database that is only looked at, also while a server runs on it. */
export async function openWitness(address: Address) {
  if (address.kind === 'sqlite') return (await import('./sqlite.ts')).witness(address.folder)
  return (await import('./postgres.ts')).witness(address)
}

/** Takes a database for this process alone, and brings its tables up to date. `exists`: it is the one that is moved out of. */
export async function openHouse(address: Address, { exists }: { exists: boolean }) {
  if (address.kind === 'sqlite') return (await import('./sqlite.ts')).house(address.folder, exists)
  return (await import('./postgres.ts')).house(address)
}

export const sqliteAt = (folder: string, from = '.'): Address => ({ kind: 'sqlite', folder: resolve(from, folder) })
