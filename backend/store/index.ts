import { openPostgres } from './postgres/index.ts'
import { openSqlite } from './sqlite/index.ts'
import type { Store, StoreLog } from './store.ts'

/** Opens the store that the configuration names: PostgreSQL where there is an address of one, else SQLite in the data folder. */
export const openStore = ({ dataDir, databaseUrl = '' }: { dataDir: string; databaseUrl?: string }, log: StoreLog = { warn() {} }): Promise<Store> =>
  databaseUrl === '' ? openSqlite(dataDir) : openPostgres(databaseUrl, log)
