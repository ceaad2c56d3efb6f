import type { Later } from '@parley/protocol'
import type { Client } from './client.ts'
import { Derived, type Readable } from './readable.ts'

/** What I keep for later, by type. */
type Of<T extends Later['type']> = Extract<Later, { type: T }>
const keyOf = ({ type, id }: Pick<Later, 'type' | 'id'>): string => `${type} ${id}`

/**
 * What I keep for later, of the types that somebody looked at: read once, then kept right by its events. A row is never forgotten while the
 * list of its type may be on its way: a list that was read before the row was done with would bring it back.
 */
export class Laters {
  readonly #client: Client
  readonly #rows = new Map<string, Later>()
  readonly #asked = new Set<Later['type']>()
  readonly #made = new Map<Later['type'], Derived<readonly Later[]>>()
  readonly #changed = new Set<(row: Later) => void>()

  constructor(client: Client) {
    this.#client = client
    client.listeners.add((event) => {
      if (event === null) this.#begin()
      else if (event.type === 'later.changed') this.#apply(event.later)
    })
  }

  /** All rows of a type that are known, also those that are done with. Asked for the first time, they come soon. */
  of<T extends Later['type']>(type: T): Readable<readonly Of<T>[]> {
    const made = this.#made.get(type) ?? new Derived<readonly Later[]>(() => [...this.#rows.values()].filter((row) => row.type === type))
    this.#made.set(type, made)
    if (!this.#asked.has(type)) void this.#ask(type)
    // Made of rows of this type only.
    return made as Readable<readonly Later[]> as Readable<readonly never[]>
  }

  get<T extends Later['type']>(type: T, id: string): Of<T> | undefined {
    return this.#rows.get(keyOf({ type, id })) as Of<T> | undefined
  }

  /** Hears each row that changes, as it comes. */
  onChange(listener: (row: Later) => void): () => void {
    this.#changed.add(listener)
    return () => void this.#changed.delete(listener)
  }

  #apply(row: Later): void {
    const known = this.#rows.get(keyOf(row))
    if (known && known.rev >= row.rev) return
    this.#rows.set(keyOf(row), row)
    this.#made.get(row.type)?.touch()
    for (const listener of this.#changed) listener(row)
  }

  /** What is known may have been overtaken by what was not told. */
  #begin(): void {
    this.#rows.clear()
    const asked = [...this.#asked]
    this.#asked.clear()
    for (const made of this.#made.values()) made.touch()
    for (const type of asked) void this.#ask(type)
  }

  async #ask(type: Later['type']): Promise<void> {
    this.#asked.add(type)
    try {
      await this.#read({ type })
      if (type === 'saved') await this.#read({ type, done: true })
    } catch {
      this.#asked.delete(type)
    }
  }

  async #read(asked: { type: Later['type']; done?: boolean }): Promise<void> {
    let cursor: string | null | undefined
    while (cursor !== null) {
      const page: { rows: Later[]; cursor: string | null } = await this.#client.call('later.list', { ...asked, ...(cursor && { cursor }) })
      for (const row of page.rows) this.#apply(row)
      cursor = page.cursor
    }
  }
}
