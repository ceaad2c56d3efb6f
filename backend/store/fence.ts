import type { Kysely } from 'kysely'
import type { At } from './dialect.ts'
import type { FenceTable, Tables } from './tables.ts'

/** Why this database must not be served; undefined where nothing forbids it. */
export const readFence = (db: Kysely<Tables>): Promise<FenceTable | undefined> => db.selectFrom('fence').selectAll().executeTakeFirst()

/** Fences a database, or changes the reason. From this commit on nothing is written to it but by whoever fenced it, also by servers that run still. */
export async function closeFence({ db, dialect }: At, fence: FenceTable): Promise<void> {
  await dialect.barWriters(db)
  await db.deleteFrom('fence').execute()
  await db.insertInto('fence').values(fence).execute()
}

export async function openFence({ db, dialect }: At): Promise<void> {
  await db.deleteFrom('fence').execute()
  await dialect.admitWriters(db)
}

const undo = 'node bin/parley.mjs migrate --undo'

const sentences: Record<FenceTable['why'], (place: string, time: string) => string> = {
  moving: (place, time) =>
    `it is being moved to ${place} since ${time}. If that was interrupted, start it again, or give it up: "${undo}" opens this one again as it is`,
  moved: (place, time) =>
    `it moved to ${place} (begun ${time}). Let DATABASE_URL or DATA_DIR name that one. Must this one be served again as it was then: "${undo}" opens it under a new epoch`,
  filling: (place, time) => `it is not whole: what was to come from ${place} since ${time} has not all arrived. Start the same "migrate" or "restore" again`,
}

/** The sentence for a person who wants to use a fenced database. */
export const reasonOfFence = ({ why, place, at }: FenceTable): string => sentences[why](place, new Date(at).toISOString())

/** Asked by every start, before anything is served or written. */
export async function assertOpen(db: Kysely<Tables>): Promise<void> {
  const fence = await readFence(db)
  if (fence) throw new Error(`This database must not be served: ${reasonOfFence(fence)}`)
}
