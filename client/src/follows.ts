import type { DurableEvent, Head } from '@parley/protocol'
import type { Client } from './client.ts'
import { Derived, type Readable } from './readable.ts'

/** What waits for me in one thread: the numbers of its last message, and of the last I have read. */
export interface ThreadNews {
  lastSeq: number
  readSeq: number
  muted: boolean
  /** False where I am only mentioned in it: of those, only mentions are told. */
  followed: boolean
}

/** Whoever comes back is not alone: all ask within this time. */
const SPREAD_MS = 3_000

/**
 * The threads that wait for me: those I follow, of these the hundred with the latest replies, and those that mention me. Asked once, then kept right by
 * the parents' rows and by my own marks, so that no reply makes anybody ask. What a lost connection did not tell is asked again.
 */
export class Follows {
  readonly #client: Client
  readonly #threads = new Map<string, ThreadNews>()
  readonly #news = new Derived<ReadonlyMap<string, ThreadNews>>(() => new Map(this.#threads))
  readonly news: Readable<ReadonlyMap<string, ThreadNews>> = this.#news
  /** What was heard while the answer is on its way counts more than the answer. */
  #heard = new Set<string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #wasOnline = false

  constructor(client: Client) {
    this.#client = client
    client.listeners.add((event) => this.#hear(event))
    client.status.subscribe(() => this.#resume())
    void this.ask()
  }

  /** Asks again; what it answers is in place when it resolves. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#heard = new Set()
    const { call } = this.#client
    const answers = await Promise.all([call('thread.list', {}), call('mention.list', { unread: true })]).catch(() => null)
    if (!answers) return
    const [{ threads }, { messages, threads: strange = [] }] = answers
    const known = new Map(threads.map(({ head }) => [head.channel.id, newsOf(head, head.channel.lastSeq, true)]))
    for (const head of strange) {
      const { id } = head.channel
      const lastSeq = Math.max(...messages.filter(({ channelId }) => channelId === id).map(({ seq }) => seq))
      if (!known.has(id)) known.set(id, newsOf(head, lastSeq, false))
    }
    for (const id of [...this.#threads.keys()]) if (!known.has(id) && !this.#heard.has(id)) this.#threads.delete(id)
    for (const [id, news] of known) if (!this.#heard.has(id)) this.#threads.set(id, news)
    this.#news.touch()
  }

  #hear(event: DurableEvent | null): void {
    if (event === null) return this.#askSoon()
    if (event.type === 'message.changed') {
      const { thread } = event.message
      if (thread && this.#threads.get(thread.channelId)?.followed) this.#change(thread.channelId, { lastSeq: thread.lastSeq })
    } else if (event.type === 'read.changed') this.#change(event.read.channelId, { readSeq: event.read.readSeq })
    else if (event.type === 'membership.changed') {
      const { channelId, thread = false, joined, muted } = event.membership
      if (thread && joined) this.#follow(channelId, muted)
      else if (this.#threads.delete(channelId)) this.#news.touch()
    }
  }

  #follow(channelId: string, muted: boolean): void {
    if (this.#threads.get(channelId)?.followed) this.#change(channelId, { muted })
    else this.#askSoon()
  }

  #change(channelId: string, news: Partial<ThreadNews>): void {
    this.#heard.add(channelId)
    const known = this.#threads.get(channelId)
    if (!known) return
    this.#threads.set(channelId, { ...known, ...news })
    this.#news.touch()
  }

  #resume(): void {
    const online = this.#client.status.get().at === 'online'
    if (online && !this.#wasOnline) this.#askSoon()
    this.#wasOnline = online
  }

  #askSoon(): void {
    this.#timer ??= setTimeout(() => void this.ask(), Math.random() * SPREAD_MS)
  }
}

const newsOf = ({ readSeq, membership }: Head, lastSeq: number, followed: boolean): ThreadNews => ({
  lastSeq,
  readSeq,
  muted: membership?.muted ?? false,
  followed,
})
