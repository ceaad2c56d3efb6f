import type { Head, Message } from '@parley/protocol'
import type { Call } from './requests.ts'

/** How far one channel was told, and what waits for the ones before it. */
interface Told {
  seq: number
  lastSeq: number
  waiting: Map<number, Message>
}

const PAGE_ROWS = 100

/** Every message that appears, once, in the order of its channel, over any number of connections. */
export class Feed {
  readonly #tell: (message: Message) => void
  readonly #channels = new Map<string, Told>()
  /** Rows of channels whose head has not come. */
  readonly #early = new Map<string, Message[]>()
  readonly #filling = new Set<string>()
  readonly mine = new Set<string>()
  /** The server's time when this history was first met; channels made later are told from their beginning. */
  #since = Number.POSITIVE_INFINITY
  #now = Number.POSITIVE_INFINITY

  constructor(tell: (message: Message) => void) {
    this.#tell = tell
  }

  /** A server answered, at its time. */
  hello(now: number): void {
    this.#now = now
    this.#since = Math.min(this.#since, now)
  }

  /** A catch-up ended. What heads promised and no event brought is read page by page. */
  synced(call: Call): void {
    for (const [channelId, told] of this.#channels) if (told.lastSeq > told.seq) void this.#fill(channelId, told, call)
  }

  head({ channel: { id, lastSeq, firstSeq, createdAt } }: Head): void {
    const known = this.#channels.get(id)
    if (known) {
      known.lastSeq = Math.max(known.lastSeq, lastSeq)
      return
    }
    const early = this.#early.get(id) ?? []
    this.#early.delete(id)
    const first = early.filter((row) => row.version === 1 && !row.deleted).map((row) => row.seq - 1)
    const seq = createdAt >= this.#since ? firstSeq - 1 : Math.min(lastSeq, ...first)
    this.#channels.set(id, { seq, lastSeq, waiting: new Map() })
    for (const row of early) this.row(row)
  }

  row(row: Message): void {
    const told = this.#channels.get(row.channelId)
    if (!told) {
      this.#early.set(row.channelId, [...(this.#early.get(row.channelId) ?? []), row])
      return
    }
    if (row.seq <= told.seq) return
    told.lastSeq = Math.max(told.lastSeq, row.seq)
    told.waiting.set(row.seq, row)
    this.#drain(told)
  }

  /** Another history: what is there now is where it begins. */
  reset(): void {
    this.#channels.clear()
    this.#early.clear()
    this.#since = this.#now
  }

  #drain(told: Told): void {
    for (let next = told.waiting.get(told.seq + 1); next; next = told.waiting.get(told.seq + 1)) {
      told.waiting.delete(next.seq)
      told.seq = next.seq
      if (!this.mine.delete(next.id)) this.#tell(next)
    }
  }

  async #fill(channelId: string, told: Told, call: Call): Promise<void> {
    if (this.#filling.has(channelId)) return
    this.#filling.add(channelId)
    try {
      while (told.lastSeq > told.seq && this.#channels.get(channelId) === told) {
        const page = await call('message.page', { channelId, after: told.seq, limit: PAGE_ROWS })
        const [first] = page.messages
        told.seq = Math.max(told.seq, first ? first.seq - 1 : page.lastSeq)
        for (const row of page.messages) this.row(row)
      }
    } catch {
      // the next synced tries again
    }
    this.#filling.delete(channelId)
  }
}
