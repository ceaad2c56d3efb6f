import type { Snapshot } from '@parley/client'
import { isSnapshot } from '@parley/client'
import type { MessagePage } from '@parley/protocol'
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'

const PREFIX = 'parley:'
const BASE = 'base'
const PAGES = 30

/** A snapshot in pieces, each true by itself: all but the messages, and a page for each channel under its id. */
interface Pieces extends DBSchema {
  base: { key: string; value: Snapshot }
  pages: { key: string; value: MessagePage }
}
export type Database = IDBPDatabase<Pieces>

/** One person's database. `lost`: another tab deletes it, or the browser took it away; nothing may be written any more. */
export function openDatabase(userId: string, lost: () => void): Promise<Database> {
  return openDB<Pieces>(PREFIX + userId, 1, {
    upgrade(database) {
      database.createObjectStore('base')
      database.createObjectStore('pages')
    },
    blocking(_current, _blocked, event) {
      lost()
      if (event.target instanceof IDBDatabase) event.target.close()
    },
    terminated: lost,
  })
}

/** What was kept for this person; null where there is nothing of use. What cannot be read is deleted: it would stand in the way of what is kept next. */
export async function load(userId: string): Promise<Snapshot | null> {
  try {
    return await read(userId)
  } catch {
    await deleteDB(PREFIX + userId)
    return null
  }
}

async function read(userId: string): Promise<Snapshot | null> {
  const database = await openDatabase(userId, () => {})
  try {
    const reading = database.transaction(['base', 'pages'])
    const [base, pages] = await Promise.all([reading.objectStore('base').get(BASE), reading.objectStore('pages').getAll()])
    const whole: unknown = base && { ...base, pages }
    return isSnapshot(whole) && whole.welcome.user.id === userId ? whole : null
  } finally {
    database.close()
  }
}

/** What there is to write, and what stays of what was written before. */
export interface Changes {
  base: Snapshot | null
  pages: readonly MessagePage[]
  /** Channels that are shown now; */
  shown: ReadonlySet<string>
  /** and all that may be kept. */
  mine: ReadonlySet<string>
}

/** In one transaction: what changed is written; pages of channels that are no longer mine go, and those too many. */
export async function save(database: Database, { base, pages, shown, mine }: Changes): Promise<void> {
  const writing = database.transaction(['base', 'pages'], 'readwrite', { durability: 'relaxed' })
  const store = writing.objectStore('pages')
  if (base) void writing.objectStore('base').put(base, BASE)
  for (const page of pages) void store.put(page, page.channelId)
  const keys = await store.getAllKeys()
  const spare = keys.filter((channelId) => mine.has(channelId) && !shown.has(channelId)).slice(0, Math.max(0, PAGES - shown.size))
  for (const channelId of keys) if (!shown.has(channelId) && !spare.includes(channelId)) void store.delete(channelId)
  await writing.done
}

/** Deletes what is kept of everybody here, or of everybody but one. */
export async function forget(exceptId?: string): Promise<void> {
  const known = await indexedDB.databases()
  const names = known.flatMap(({ name }) => (name?.startsWith(PREFIX) && name !== PREFIX + exceptId ? [name] : []))
  await Promise.all(names.map((name) => deleteDB(name)))
}
