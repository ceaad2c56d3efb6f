import type { OutboxItem, OutboxStorage } from '@parley/client'
import { keep, kept, keysKept } from './kept.ts'

const USER = 'parley:user'
const PREFIX = 'parley:outbox'

/** Whose unsent messages are kept here. */
export const lastUser = (): string | null => kept(USER)
export const rememberUser = (userId: string): boolean => keep(USER, userId)

/**
 * Unsent messages, kept under their author's id and this tab's. A tab that ended leaves its messages behind; the next one
 * to open takes them over, one at a time by a lock. Two tabs sending the same message would be harmless: its id is its own.
 */
export class TabOutbox implements OutboxStorage {
  readonly #tabId: string
  readonly #adopted: OutboxItem[]
  readonly #listeners = new Set<() => void>()
  #unkept = false

  private constructor(tabId: string, adopted: OutboxItem[]) {
    this.#tabId = tabId
    this.#adopted = adopted
  }

  static async open(): Promise<TabOutbox> {
    const tabId = Math.random().toString(36).slice(2)
    const adopted = await alone(async () => adopt(await livingTabs(tabId), tabId))
    return new TabOutbox(tabId, adopted)
  }

  load(): OutboxItem[] {
    return this.#adopted
  }

  save(items: readonly OutboxItem[]): void {
    const userId = lastUser()
    const kept = userId !== null && write(keyOf(userId, this.#tabId), items)
    this.#unkept = !kept && items.length > 0
    for (const listener of this.#listeners) listener()
  }

  /** Messages wait here that would be lost with this tab: storage is full, or forbidden. */
  unkept = (): boolean => this.#unkept

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const keyOf = (userId: string, tabId: string): string => `${PREFIX}:${userId}:${tabId}`

/** Answers whether they are kept. */
function write(key: string, items: readonly OutboxItem[]): boolean {
  return keep(key, items.length === 0 ? null : JSON.stringify(items))
}

/** Pages over plain HTTP have no locks; there every tab takes over what it finds. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? await navigator.locks.request('parley-outbox', work) : work()
}

/** Holds this tab's own lock for as long as it lives, and tells which tabs do the same. */
async function livingTabs(tabId: string): Promise<ReadonlySet<string>> {
  if (!navigator.locks) return new Set()
  await new Promise<void>((held) => {
    void navigator.locks.request(`${PREFIX}:${tabId}`, () => {
      held()
      return new Promise(() => {}) // as long as the page
    })
  })
  const { held = [] } = await navigator.locks.query()
  return new Set(held.map((lock) => (lock.name ?? '').slice(PREFIX.length + 1)))
}

async function adopt(living: ReadonlySet<string>, tabId: string): Promise<OutboxItem[]> {
  const userId = lastUser()
  if (!userId) return []
  const orphans = keysKept(`${PREFIX}:${userId}:`).filter((key) => !living.has(key.split(':').at(-1) ?? ''))
  const items = orphans.flatMap(read)
  // Where there is no room for a copy the originals stay: sent again by a later tab, they are known by their ids.
  if (write(keyOf(userId, tabId), items)) for (const key of orphans) keep(key, null)
  return items
}

function read(key: string): OutboxItem[] {
  try {
    const items: unknown = JSON.parse(kept(key) ?? '[]')
    return Array.isArray(items) ? items.filter(isItem) : []
  } catch {
    return []
  }
}

function isItem(item: unknown): item is OutboxItem {
  if (typeof item !== 'object' || item === null) return false
  const { id, channelId, content, createdAt } = item as Partial<OutboxItem>
  return typeof id === 'string' && typeof channelId === 'string' && typeof content === 'string' && typeof createdAt === 'number'
}
