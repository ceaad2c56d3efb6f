import { type CommandInput, type DurableEvent, type Head, LIMITS, type MessagePage, type Welcome } from '@parley/protocol'
import { Heads, refused } from './heads.ts'
import { hydrate } from './hydrate.ts'
import { Listing } from './listing.ts'
import type { Call } from './requests.ts'
import { Scopes } from './scopes.ts'
import type { Snapshot } from './snapshot.ts'
import { type StoreEvents, Stores } from './stores.ts'

/** What the cache needs of the rest, and tells it. */
export interface CacheEvents extends Pick<StoreEvents, 'row' | 'head' | 'made'> {
  call: Call
  auth(): void
  syncing(syncing: boolean): void
  /** Everything was dropped. */
  reset(): void
  /** Asks for what was missed of every channel, also of those that nobody has looked at. */
  resumeAll: boolean
}

/** Everything known of the server, and the clocks that say how well. */
export class Cache {
  readonly #events: CacheEvents
  readonly stores: Stores
  readonly scopes: Scopes
  readonly #heads: Heads
  readonly #listing: Listing
  #epoch: string | null = null
  /** Requests that wait are sent after the welcome, so what they read is not older. */
  #welcoming = false

  constructor(events: CacheEvents) {
    this.#events = events
    this.stores = new Stores({
      ...events,
      page: (input) => this.#page(input),
      head: (head) => this.#head(head),
      joined: (channelId) => this.#joined(channelId),
      left: (channelId) => this.#left(channelId),
      recount: (channelId) => void this.#heads.fetch('channel.get', channelId).catch(() => {}),
    })
    const { stores } = this
    this.scopes = new Scopes({
      ...events,
      holdsRows: (channelId) => events.resumeAll || stores.holdsRows(channelId),
      joined: (channelId) => stores.conversations.has(channelId) && stores.conversations.joined(channelId),
      apply: (event) => stores.apply(event),
      gone: (channelIds) => this.gone(channelIds),
      refetch: (channelId) => void this.refetch(channelId),
    })
    this.#heads = new Heads({
      call: events.call,
      me: () => this.scopes.me,
      has: (channelId) => stores.conversations.has(channelId),
      head: (head, at) => this.#head(head, at),
      strange: (channelId) => this.scopes.forget(channelId),
    })
    this.#listing = new Listing({
      call: events.call,
      head: (head, at) => this.#head(head, at),
      fetch: (channelId) => this.#heads.fetch('channel.get', channelId),
      unlisted: (listed, me) => stores.conversations.unlisted(listed, me),
      notMine: (channelId, me) => this.#notMine(channelId, me),
    })
  }

  /** Begins with what was known before. What cannot be put in place is dropped whole. */
  hydrate(snapshot: Snapshot): boolean {
    try {
      hydrate(this.stores, this.scopes, snapshot)
      this.#epoch = snapshot.welcome.epoch
      return true
    } catch {
      this.reset()
      this.stores.identity.self.set(null)
      return false
    }
  }

  /** A server answered, of this history. */
  hello(epoch: string): void {
    if (this.#epoch !== epoch && this.#epoch !== null) this.reset()
    this.#epoch = epoch
    if (!this.stores.identity.greeted) this.#heads.clear()
    this.stores.identity.hello()
  }

  /** A fresh start, or the frame around a resume. */
  welcome(welcome: Welcome): void {
    const { user, channels, more, me, gone } = welcome
    const { identity } = this.stores
    if (identity.greeted && user.id !== identity.self.get()?.user.id) this.reset()
    this.scopes.welcome(welcome)
    identity.welcome(welcome)
    this.#heads.welcome()
    this.gone(gone)
    this.#welcoming = true
    for (const head of channels) this.#head(head, me)
    this.#welcoming = false
    this.#listing.welcome(channels, more, me)
    this.#refresh()
  }

  /** Another history, or another person: everything is dropped. */
  reset(): void {
    this.scopes.reset()
    this.#heads.clear()
    this.stores.clear()
    this.#events.reset()
  }

  /** A live event. */
  event(event: DurableEvent): void {
    const { conversations, identity } = this.stores
    this.stores.apply(event)
    this.scopes.saw(event)
    if (!('channelId' in event) || conversations.has(event.channelId)) return
    this.#heads.heard(event.channelId, event)
    if (identity.greeted) void this.#heads.ask(event.channelId)
  }

  /** May no longer be read. */
  gone(channelIds: readonly string[]): void {
    for (const channelId of channelIds) {
      this.stores.conversations.delete(channelId)
      this.#forget(channelId)
    }
  }

  /** What a ping's answer must sum up to; null while it cannot be told. */
  sum(): number | null {
    const followed = this.stores.conversations.followed()
    return this.#listing.complete && followed.length <= LIMITS.followedMemberships ? this.scopes.sum(followed) : null
  }

  /** Drops a channel's rows and reads them afresh, if anybody looks. */
  async refetch(channelId: string): Promise<void> {
    this.stores.drop(channelId)
    this.scopes.restart(channelId)
    await this.#heads.fetch('channel.get', channelId).catch(() => {})
    this.stores.reload(channelId)
  }

  /** Follows a channel that I am not a member of, and takes up what came since its rows were read. */
  async follow(channelId: string): Promise<void> {
    await this.#heads.fetch('channel.follow', channelId)
  }

  /** `at`: my own clock when it was read, 0 where that is not known. */
  #head(head: Head, at = 0): void {
    const { conversations, timelines, members } = this.stores
    if (!conversations.head(head, at)) return
    const { id, clock, firstSeq } = head.channel
    this.#events.head(head)
    timelines.get(id)?.cutBelow(Math.max(firstSeq, head.membership?.fromSeq ?? firstSeq))
    for (const event of this.#heads.take(id)) this.stores.apply(event)
    // A list of people tells no clock: one that was read while nobody followed may have missed somebody.
    const list = members.get(id)
    if (this.scopes.known(id) === null && (this.#welcoming ? list?.loaded : list?.holdsRows)) list?.reload()
    this.scopes.head(id, clock)
  }

  /** A page, and what it tells of the clock. */
  async #page(input: CommandInput<'message.page'>): Promise<MessagePage> {
    const before = this.scopes.known(input.channelId)
    const page = await this.#events.call('message.page', input)
    this.scopes.page(input.channelId, page.clock, before)
    return page
  }

  #joined(channelId: string): void {
    this.#heads.joined(channelId)
    if (!this.stores.conversations.has(channelId)) void this.#heads.ask(channelId)
  }

  #left(channelId: string): void {
    this.#forget(channelId)
    if (this.stores.conversations.opened.has(channelId)) this.#followAgain(channelId)
  }

  /** No events come of it any more: what is kept would grow stale. */
  #forget(channelId: string): void {
    this.stores.reset(channelId)
    this.scopes.forget(channelId)
  }

  #followAgain(channelId: string): void {
    const failed = (error: unknown): void => (refused(error) ? this.gone([channelId]) : undefined)
    void this.follow(channelId).then(() => this.stores.reload(channelId), failed)
  }

  #notMine(channelId: string, me: number): void {
    if (this.stores.conversations.notMine(channelId, me)) this.#left(channelId)
  }

  /** After a welcome: rows that no catch-up keeps right are read afresh, opened channels are followed again. */
  #refresh(): void {
    const { conversations, users } = this.stores
    for (const channelId of conversations.opened) this.#followAgain(channelId)
    for (const [channelId, kept] of this.stores.kept()) {
      if (conversations.opened.has(channelId)) continue
      if (kept.loaded && !conversations.joined(channelId)) kept.drop()
      this.stores.reload(channelId)
    }
    void this.#heads.askAll()
    users.refresh()
  }
}
