import { ChatError, errors } from '@parley/protocol'
import { newId } from './new-id.ts'
import { type Readable, Value } from './readable.ts'
import type { Call } from './requests.ts'

/** A message of mine that the server has not confirmed. */
export interface OutboxItem {
  id: string
  channelId: string
  content: string
  createdAt: number
  replyTo?: string
  alsoToChannel?: boolean
  failed?: { code: string; message: string }
}

export type SendOptions = Pick<OutboxItem, 'replyTo' | 'alsoToChannel'>

/** Where unsent messages wait over a reload. Keep one for each account: what waits is sent as whoever signs in. */
export interface OutboxStorage {
  load(): OutboxItem[]
  save(items: readonly OutboxItem[]): void
}

/** What the outbox tells its owner. */
export interface OutboxEvents {
  call: Call
  online(): boolean
  /** Shows an unsent message, in its present state. */
  echo(item: OutboxItem): void
  discarded(item: OutboxItem): void
}

const RETRY_MS = 1_000
const RETRY_CAP_MS = 10_000

/** Unsent messages: stored before anything else, sent in order, one at a time for a channel, each with one id for all its tries. */
export class Outbox implements Readable<readonly OutboxItem[]> {
  readonly #events: OutboxEvents
  readonly #storage: OutboxStorage | undefined
  readonly #items: Value<readonly OutboxItem[]>
  readonly get: () => readonly OutboxItem[]
  readonly subscribe: (listener: () => void) => () => void
  /** Channels with a send in flight or waiting for its next try. */
  readonly #busy = new Set<string>()

  constructor(events: OutboxEvents, storage?: OutboxStorage) {
    this.#events = events
    this.#storage = storage
    this.#items = new Value<readonly OutboxItem[]>(storage?.load() ?? [])
    this.get = this.#items.get
    this.subscribe = this.#items.subscribe
  }

  of(channelId: string): OutboxItem[] {
    return this.get().filter((item) => item.channelId === channelId)
  }

  /** Throws where the storage does: then nothing was accepted. */
  send(channelId: string, content: string, options: SendOptions = {}): string {
    const item: OutboxItem = { id: newId(), channelId, content, createdAt: Date.now(), ...options }
    this.#keep([...this.get(), item])
    this.#events.echo(item)
    void this.#pump(channelId)
    return item.id
  }

  /** A failed one, again with the same id. */
  retry(messageId: string): void {
    const item = this.#find(messageId)
    if (!item?.failed) return
    const { failed: _, ...fresh } = item
    this.#replace(item, fresh)
    this.#events.echo(fresh)
    void this.#pump(item.channelId)
  }

  /** A failed one, given up. */
  discard(messageId: string): void {
    const item = this.#find(messageId)
    if (!item?.failed) return
    this.#replace(item)
    this.#events.discarded(item)
  }

  /** The server's row was seen, by whichever way it came first. */
  confirm(messageId: string): void {
    const item = this.#find(messageId)
    if (item) this.#replace(item)
  }

  /** Signed in: everything that waits goes on its way. */
  resume(): void {
    for (const item of this.get()) this.#events.echo(item)
    for (const channelId of new Set(this.get().map((item) => item.channelId))) void this.#pump(channelId)
  }

  async #pump(channelId: string): Promise<void> {
    if (this.#busy.has(channelId)) return
    this.#busy.add(channelId)
    let failures = 0
    for (let item = this.#next(channelId); item; item = this.#next(channelId)) {
      const error = await this.#try(item)
      failures = error ? failures + 1 : 0
      if (error && this.#events.online()) await pause(error.retryMs ?? Math.min(RETRY_CAP_MS, RETRY_MS * 2 ** (failures - 1)))
    }
    this.#busy.delete(channelId)
  }

  #next(channelId: string): OutboxItem | undefined {
    return this.#events.online() ? this.get().find((item) => item.channelId === channelId && !item.failed) : undefined
  }

  /** One try. Answers the error where the same message should be tried again. */
  async #try(item: OutboxItem): Promise<ChatError | null> {
    const { id, channelId, content, replyTo, alsoToChannel } = item
    try {
      await this.#events.call('message.send', { id, channelId, content, ...(replyTo && { replyTo }), ...(alsoToChannel && { alsoToChannel }) })
      this.confirm(id)
      return null
    } catch (error) {
      const refusal = error instanceof ChatError ? error : new ChatError('internal', String(error))
      if (errors[refusal.code].retry !== 'never') return refusal
      this.#fail(item, refusal)
      return null
    }
  }

  #fail(item: OutboxItem, { code, message }: ChatError): void {
    if (!this.#find(item.id)) return
    const failed = { ...item, failed: { code, message } }
    this.#replace(item, failed)
    this.#events.echo(failed)
  }

  #find(messageId: string): OutboxItem | undefined {
    return this.get().find((item) => item.id === messageId)
  }

  #replace(item: OutboxItem, next?: OutboxItem): void {
    this.#keep(this.get().flatMap((kept) => (kept.id !== item.id ? kept : (next ?? []))))
  }

  #keep(items: readonly OutboxItem[]): void {
    this.#storage?.save(items)
    this.#items.set(items)
  }
}

const pause = (waitMs: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, waitMs))
