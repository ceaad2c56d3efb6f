import type { Answer, Member } from '@parley/protocol'
import { Derived, type Readable } from './readable.ts'
import type { Call } from './requests.ts'

const byJoining = (a: Member, b: Member): number => a.at - b.at || (a.userId < b.userId ? -1 : 1)

/** The people in one channel, once loaded kept fresh by events. Those who left are not in it. */
export class Members implements Readable<readonly Member[]> {
  readonly #channelId: string
  readonly #call: Call
  readonly #rows = new Map<string, Member>()
  readonly #view = new Derived<readonly Member[]>(() => [...this.#rows.values()].filter((row) => row.joined).sort(byJoining))
  readonly get = this.#view.get
  readonly subscribe = this.#view.subscribe
  #load: Promise<void> | null = null
  #loaded = false

  constructor(channelId: string, call: Call) {
    this.#channelId = channelId
    this.#call = call
  }

  get loaded(): boolean {
    return this.#loaded
  }

  get watched(): boolean {
    return this.#view.heard
  }

  /** It holds rows that a resume must keep right, or is about to. */
  get holdsRows(): boolean {
    return this.#load !== null
  }

  /** Reads all of them, once. */
  load(): Promise<void> {
    this.#load ??= this.#pages()
    return this.#load
  }

  /** What was read may have missed something that no clock tells. */
  reload(): void {
    this.drop()
    this.load().catch(() => {})
  }

  /** A row is replaced only by a higher rev. */
  apply(row: Member): void {
    const known = this.#rows.get(row.userId)
    if (!this.#load || (known && known.rev >= row.rev)) return
    this.#rows.set(row.userId, row)
    this.#view.touch()
  }

  /** Forgets the rows; pages still on their way are not used. */
  drop(): void {
    this.#load = null
    this.#loaded = false
    this.#rows.clear()
    this.#view.touch()
  }

  reset(): void {
    this.drop()
  }

  async #pages(): Promise<void> {
    await Promise.resolve()
    const load = this.#load
    try {
      for (let cursor: string | null = ''; cursor !== null; ) {
        const page: Answer<'member.list'> = await this.#call('member.list', { channelId: this.#channelId, ...(cursor && { cursor }) })
        if (this.#load !== load) return await (this.#load ?? undefined)
        for (const row of page.members) this.apply(row)
        cursor = page.cursor
      }
      this.#loaded = true
      this.#view.touch()
    } catch (error) {
      if (this.#load === load) this.drop()
      throw error
    }
  }
}
