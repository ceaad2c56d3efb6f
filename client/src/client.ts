import { ChatError, type CommandName, LIMITS, type Message, type Preferences, type Signal } from '@parley/protocol'
import { Account } from './account.ts'
import { Cache, type CacheEvents } from './cache.ts'
import { Connection, type Status } from './connection.ts'
import type { Conversation } from './conversations.ts'
import type { Directory } from './directory.ts'
import { echoOf } from './echo.ts'
import type { Groups } from './groups.ts'
import { take } from './hydrate.ts'
import { type ConnectionHooks, Incoming } from './incoming.ts'
import type { Members } from './members.ts'
import { Outbox, type OutboxItem, type OutboxStorage, type SendOptions } from './outbox.ts'
import { Presence } from './presence.ts'
import type { Readable } from './readable.ts'
import type { Call } from './requests.ts'
import { applyAnswer } from './rows.ts'
import type { Self } from './self.ts'
import { isSnapshot, type Snapshot } from './snapshot.ts'
import type { Entry, Timeline } from './timeline.ts'
import { type TokenStorage, tokensOf } from './tokens.ts'
import { Typing } from './typing.ts'

export interface ClientOptions {
  /** `http(s)://host[:port]` of the server; the socket is the same place. */
  url: string
  /** Bearer token; left out in our own pages, where the cookie signs in. */
  token?: string
  /** Where a page of another home keeps the token that signing in answers. */
  tokenStorage?: TokenStorage
  /** Tests own these three. */
  WebSocket?: typeof WebSocket
  fetch?: typeof fetch
  random?: () => number
  /** Where unsent messages wait over a reload; one for each account. */
  outboxStorage?: OutboxStorage
}

/** What `connect` listens to beyond the public face. */
export interface Hooks extends ConnectionHooks, Partial<Pick<CacheEvents, 'row' | 'head' | 'reset' | 'resumeAll'>> {}

/** The whole client: one connection, and everything known, kept right by it. No React, no DOM. */
export class Client {
  readonly status: Readable<Status>
  /** Who I am, once signed in; survives reconnects. */
  readonly self: Readable<Self | null>
  /** My conversations, most recently active first. */
  readonly conversations: Readable<readonly Conversation[]>
  /** How I want to be told of things; null until it was asked for and has come. */
  readonly preferences: Readable<Preferences | null>
  /** Hear every row that comes as an event: parts that come later, such as `Laters`. Null: read afresh what you made of them. */
  readonly listeners: Cache['stores']['listeners']
  readonly users: Directory
  /** Groups of people, once somebody asked for them. */
  readonly groups: Groups
  readonly presence: Presence
  readonly typing: Typing
  /** Hear signals that nothing here keeps: parts that come later, such as `Seen`. */
  readonly signals = new Set<(signal: Signal) => void>()
  readonly outbox: Outbox
  /** REST, for pages where no session exists yet. */
  readonly account: Account
  readonly #connection: Connection
  readonly #cache: Cache

  constructor(options: ClientOptions, hooks: Hooks = {}) {
    this.#connection = this.#connect(options, hooks)
    const online = (): boolean => this.#connection.online
    this.presence = new Presence(this.call, online)
    this.typing = new Typing(this.call, online)
    this.#cache = this.#keep(hooks)
    this.outbox = this.#send(options.outboxStorage)
    const { url, fetch = (...request) => globalThis.fetch(...request) } = options
    this.account = new Account({ url, fetch, tokens: tokensOf(options) }, (reason) => this.#connection.stop({ at: 'signedOut', reason }))
    this.status = this.#connection.status
    this.self = this.#cache.stores.identity.self
    this.conversations = this.#cache.stores.conversations.list
    this.preferences = this.#cache.stores.preferred
    this.listeners = this.#cache.stores.listeners
    this.users = this.#cache.stores.users
    this.groups = this.#cache.stores.groups
  }

  /** Shows at once what an earlier client knew; before `start`. Answers whether it was of use: another version's, or a damaged one, is not. */
  hydrate(snapshot: unknown): boolean {
    return this.status.get().at === 'idle' && this.self.get() === null && isSnapshot(snapshot) && this.#cache.hydrate(snapshot)
  }

  /** All that a later client needs to begin where this one stands; null before the first welcome. It shares its rows: copy what you keep. */
  snapshot(): Snapshot | null {
    return take(this.#cache.stores, this.#cache.scopes)
  }

  start(): void {
    this.#connection.start()
  }

  stop(): void {
    this.#connection.stop()
  }

  /** Tries at once instead of waiting: the page came back online or visible. */
  reconnectNow(): void {
    this.#connection.reconnectNow()
  }

  conversation(channelId: string): Readable<Conversation | undefined> {
    return this.#cache.stores.conversations.one(channelId)
  }

  timeline(channelId: string): Timeline {
    return this.#cache.stores.timelines.take(channelId)
  }

  members(channelId: string): Members {
    return this.#cache.stores.members.take(channelId)
  }

  /** Any command over the socket; waits for the connection up to 10 s. What it answers is in place when it resolves. */
  call: Call = async (name, input) => {
    const answer = await this.#connection.requests.call(name, input)
    applyAnswer<CommandName>(this.#cache.stores, name, answer)
    return answer
  }

  /** Echoes at once, stores, sends when it can. Answers the message's id. */
  send(channelId: string, content: string, options: SendOptions = {}): string {
    this.typing.sent(channelId)
    return this.outbox.send(channelId, content, options)
  }

  /** A failed message, again with the same id. */
  retry(messageId: string): void {
    this.outbox.retry(messageId)
  }

  /** A failed message, given up. */
  discard(messageId: string): void {
    this.outbox.discard(messageId)
  }

  /** Refused as `conflict` if somebody else's edit came first. */
  edit(message: Message, content: string): Promise<Message> {
    return this.call('message.edit', { messageId: message.id, content, version: message.version })
  }

  delete(messageId: string): Promise<Message> {
    return this.call('message.delete', { messageId })
  }

  /** Puts my emoji on a message, or takes it back: shown at once, and not at all where it is refused. */
  async react({ id, channelId }: Pick<Message, 'id' | 'channelId'>, emoji: string, on: boolean): Promise<void> {
    const end = this.timeline(channelId).reacting(id, emoji, on)
    await this.call('reaction.set', { messageId: id, emoji, on }).finally(end)
  }

  /** Raises the read mark here at once, on the server soon. */
  markRead(channelId: string, seq: number): void {
    this.#cache.stores.conversations.reads.mark(channelId, seq)
  }

  /** Somebody looks at the end of this channel: what arrives is read as it arrives, until the function answered is called. */
  attend(channelId: string): () => void {
    const { attended } = this.#cache.stores.conversations
    attended.add(channelId)
    return () => void attended.delete(channelId)
  }

  /** Unread from `seq` on. */
  markUnread(channelId: string, seq: number): Promise<void> {
    return this.#cache.stores.conversations.reads.unmark(channelId, seq)
  }

  /** Follows a public channel without joining it. */
  async open(channelId: string): Promise<Conversation> {
    const { conversations } = this.#cache.stores
    const known = conversations.get(channelId)
    if (known) return known
    conversations.opened.add(channelId)
    for (const oldest of conversations.opened) if (conversations.opened.size > LIMITS.openedChannels) this.close(oldest)
    try {
      await this.#cache.follow(channelId)
    } catch (error) {
      // The answer may be lost and the channel followed.
      this.close(channelId)
      throw error
    }
    const opened = conversations.get(channelId)
    if (!opened) throw new ChatError('not_found', 'There is no such conversation')
    return opened
  }

  /** Ends what `open` began. */
  close(channelId: string): void {
    const { conversations } = this.#cache.stores
    if (!conversations.opened.delete(channelId) || conversations.joined(channelId)) return
    this.#cache.gone([channelId])
    this.call('channel.unfollow', { channelId }).catch(() => {})
  }

  #connect(options: ClientOptions, hooks: Hooks): Connection {
    const { url, random = Math.random } = options
    const parts = () => ({
      connection: this.#connection,
      cache: this.#cache,
      outbox: this.outbox,
      presence: this.presence,
      typing: this.typing,
      signals: this.signals,
    })
    return new Connection({ url, tokens: tokensOf(options), random, WebSocket: options.WebSocket ?? globalThis.WebSocket }, new Incoming(parts, hooks))
  }

  #keep(hooks: Hooks): Cache {
    return new Cache({
      call: this.call,
      auth: () => void this.#connection.auth(),
      syncing: (syncing) => this.#connection.syncing(syncing),
      row: (row) => this.#row(row, hooks),
      head: (head) => hooks.head?.(head),
      reset: () => hooks.reset?.(),
      made: (channelId, timeline) => {
        for (const item of this.outbox.of(channelId)) timeline.apply(this.#echo(item))
      },
      resumeAll: hooks.resumeAll ?? false,
    })
  }

  #send(storage: OutboxStorage | undefined): Outbox {
    const timeline = (item: OutboxItem): Timeline | undefined => this.#cache.stores.timelines.get(item.channelId)
    return new Outbox(
      {
        call: this.call,
        online: () => this.#connection.online,
        echo: (item) => timeline(item)?.apply(this.#echo(item)),
        discarded: (item) => timeline(item)?.discard(item.id),
      },
      storage,
    )
  }

  #echo(item: OutboxItem): Entry {
    return echoOf(item, this.self.get()?.user.id ?? '')
  }

  #row(row: Message, hooks: Hooks): void {
    this.outbox.confirm(row.id)
    this.typing.stopped(row.channelId, row.authorId)
    hooks.row?.(row)
  }
}
