import type { CustomEmoji } from '@parley/protocol'
import type { Client } from './client.ts'
import { Derived, type Readable } from './readable.ts'

/** The workspace's own emoji by name: read when somebody first looks, then kept right by events. A removed one is remembered: a list that was read before would bring it back. */
export class Emojis implements Readable<readonly CustomEmoji[]> {
  readonly #client: Client
  readonly #rows = new Map<string, CustomEmoji>()
  readonly #view = new Derived<readonly CustomEmoji[]>(() => [...this.#rows.values()].filter((row) => !row.removed).sort((a, b) => (a.name < b.name ? -1 : 1)))
  readonly #names = new Derived<ReadonlyMap<string, CustomEmoji>>(
    () => new Map(this.#view.get().flatMap((row) => [row.name, ...row.aliases].map((name) => [name, row] as const))),
  )
  readonly get = this.#view.get
  #loading: Promise<void> | null = null

  constructor(client: Client) {
    this.#client = client
    client.listeners.add((event) => {
      if (event === null) this.#begin()
      else if (event.type === 'emoji.changed') this.#apply(event.emoji)
    })
  }

  subscribe = (listener: () => void): (() => void) => {
    this.load().catch(() => {})
    return this.#view.subscribe(listener)
  }

  /** What a name between two colons means; undefined while nothing is known, and where it means nothing. */
  named = (name: string): CustomEmoji | undefined => this.#names.get().get(name.toLowerCase())

  load(): Promise<void> {
    this.#loading ??= this.#read().catch((failure: unknown) => {
      this.#loading = null
      throw failure
    })
    return this.#loading
  }

  #apply(row: CustomEmoji): void {
    const known = this.#rows.get(row.id)
    if (known && known.rev >= row.rev) return
    this.#rows.set(row.id, row)
    this.#touch()
  }

  #touch(): void {
    this.#names.touch()
    this.#view.touch()
  }

  /** What is known may have been overtaken by what was not told. */
  #begin(): void {
    const wanted = this.#loading !== null
    this.#loading = null
    this.#rows.clear()
    this.#touch()
    if (wanted) this.load().catch(() => {})
  }

  async #read(): Promise<void> {
    const { emoji } = await this.#client.call('emoji.list', {})
    for (const row of emoji) this.#apply(row)
  }
}
