import { openSqlite } from './sqlite/index.ts'
import type { Store } from './store.ts'

/** Opens the store that the configuration names. */
export const openStore = (options: { dataDir: string }): Promise<Store> => openSqlite(options.dataDir)
