import { openSqlite } from './sqlite/index.ts'
import type { Store, StoreLog } from './store.ts'

/** Opens the store that the configuration names: PostgreSQL where there is an address of one, else SQLite in the data folder. */
export async function openStore({ dataDir, databaseUrl = '' }: { dataDir: string; databaseUrl?: string }, log: StoreLog = { warn() {} }): Promise<Store> {
  if (databaseUrl === '') return openSqlite(dataDir)
  // Loaded only where it is used: most servers never speak to one.
  const { openPostgres } = await import('./postgres/index.ts')
  return openPostgres(databaseUrl, log)
}
