import { sql } from 'kysely'
import { schemaVersion } from '../migrate.ts'
import { type House, Refusal } from './house.ts'

/** A database that is only looked at is not changed: it must have the tables of this version already. */
export async function assertCurrent(house: House): Promise<void> {
  const names = await house.look(async (db) => {
    const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
    if (!tables.some(({ name }) => name === 'kysely_migration')) return []
    return (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map(({ name }) => name)
  })
  if (names.length === 0) throw new Refusal(`There is no workspace in ${house.place}.`)
  if (names.join() !== schemaVersion.join())
    throw new Refusal(
      `The tables in ${house.place} are those of ${names.at(-1)}; this version of Parley has ${schemaVersion.at(-1)}. Use the version that serves it, or start this one on it once.`,
    )
}
