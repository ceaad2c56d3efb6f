import { inject } from 'vitest'
import { ask, type Database, freshOn } from './fresh.ts'

export type { Database }

/** Asks the shared PostgreSQL something as its superuser; `database` names another than the one all start from. */
export const onShared = (text: string, database?: string): Promise<Record<string, unknown>[]> => ask(inject('postgres'), text, database)

/** A fresh database in the shared PostgreSQL. */
export const freshDatabase = (how = ''): Promise<Database> => freshOn(inject('postgres'), how)
