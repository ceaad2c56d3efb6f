import type { Client, Snapshot } from '@parley/client'
import type { MessagePage } from '@parley/protocol'
import { type Database, openDatabase, save } from './database.ts'

const SETTLED_MS = 2_000
/** Reading a channel's page wakes nobody else: it is kept by the next look. */
const LOOK_MS = 5_000

/** Keeps what a client knows for the next page of this person. A browser that cannot or will not is left alone: nothing here fails loudly. */
export class Keeper {
  readonly #client: Client
  readonly #userId: string
  readonly #stop = new AbortController()
  readonly #written = new Map<string, string>()
  #database: Promise<Database> | null = null
  #base = ''
  #timer: ReturnType<typeof setTimeout> | undefined
  #saving = false

  constructor(client: Client, userId: string) {
    this.#client = client
    this.#userId = userId
  }

  /** Keeps until the returned function is called. */
  start(): () => void {
    const { signal } = this.#stop
    for (const source of [this.#client.conversations, this.#client.users, this.#client.self]) {
      signal.addEventListener('abort', source.subscribe(this.#soon))
    }
    const look = setInterval(() => document.visibilityState === 'visible' && this.#soon(), LOOK_MS)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && void this.#save(), { signal })
    signal.addEventListener('abort', () => {
      clearInterval(look)
      clearTimeout(this.#timer)
      void this.#database?.then((database) => database.close()).catch(() => {})
    })
    this.#soon()
    return () => this.#stop.abort()
  }

  #soon = (): void => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      whenIdle(() => void this.#save())
    }, SETTLED_MS)
  }

  async #save(): Promise<void> {
    const snapshot = this.#client.snapshot()
    if (this.#saving || this.#stop.signal.aborted || snapshot?.welcome.user.id !== this.#userId) return
    this.#saving = true
    await this.#write(snapshot).catch(() => this.#stop.abort())
    this.#saving = false
  }

  async #write(snapshot: Snapshot): Promise<void> {
    const base = { ...snapshot, pages: [] }
    const text = JSON.stringify(base)
    const pages = snapshot.pages.filter((page) => this.#written.get(page.channelId) !== printOf(page))
    if (text === this.#base && pages.length === 0) return
    this.#database ??= openDatabase(this.#userId, () => this.#stop.abort())
    const database = await this.#database
    if (this.#stop.signal.aborted) return
    const shown = new Set(snapshot.pages.map((page) => page.channelId))
    const mine = new Set(base.welcome.channels.map((head) => head.channel.id))
    await save(database, { base: text === this.#base ? null : base, pages, shown, mine })
    this.#base = text
    for (const page of pages) this.#written.set(page.channelId, printOf(page))
  }
}

/** Rows change only with their clock. */
const printOf = ({ epoch, clock, lastSeq, messages }: MessagePage): string => [epoch, clock, lastSeq, messages.length].join()

function whenIdle(work: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(work, { timeout: 2_000 })
  else work()
}
