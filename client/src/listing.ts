import { type Answer, ChatError, type Head } from '@parley/protocol'
import { refused } from './heads.ts'
import type { Call } from './requests.ts'

/** What the listing needs of the rest. */
export interface ListingEvents {
  call: Call
  /** Puts a head in place. */
  head(head: Head, at: number): void
  /** Asks for one head and puts it in place. */
  fetch(channelId: string): Promise<Head>
  /** What is kept as mine, by memberships not newer than `me`, and not among these. */
  unlisted(listed: ReadonlySet<string>, me: number): string[]
  /** It is not mine any more, as of my clock `me`. */
  notMine(channelId: string, me: number): void
}

const RETRY_MS = 2_000

/** All my conversations: those of the welcome, and page by page those it had no room for. What none of them names is no longer mine. */
export class Listing {
  readonly #events: ListingEvents
  /** Goes up with every welcome. */
  #turn = 0
  #complete = false

  constructor(events: ListingEvents) {
    this.#events = events
  }

  /** Every conversation of mine is known. */
  get complete(): boolean {
    return this.#complete
  }

  /** A welcome came, read at my clock `me`; its heads are in place. */
  welcome(channels: readonly Head[], more: boolean, me: number): void {
    const turn = ++this.#turn
    this.#complete = !more
    if (more)
      void this.#pages(turn, me).catch(() => {}) // the next welcome begins anew
    else for (const channelId of this.#unlisted(channels, me)) this.#events.notMine(channelId, me)
  }

  /** Pages shift while they are read, so what none of them named is asked for by itself. */
  async #pages(turn: number, me: number): Promise<void> {
    const heads: Head[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Answer<'channel.list'> = await this.#page(cursor, turn)
      if (turn !== this.#turn) return
      for (const head of page.channels) this.#events.head(head, me)
      heads.push(...page.channels)
      cursor = page.cursor
    }
    for (const channelId of this.#unlisted(heads, me)) await this.#check(channelId, me)
    this.#complete = turn === this.#turn
  }

  /** A page is asked for until it comes, or until another welcome takes over. */
  async #page(cursor: string, turn: number): Promise<Answer<'channel.list'>> {
    try {
      return await this.#events.call('channel.list', cursor ? { cursor } : {})
    } catch (error) {
      if (turn !== this.#turn || (error instanceof ChatError && error.code === 'unavailable')) throw error
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
      return this.#page(cursor, turn)
    }
  }

  async #check(channelId: string, me: number): Promise<void> {
    try {
      const { membership } = await this.#events.fetch(channelId)
      if (!membership) this.#events.notMine(channelId, me)
    } catch (error) {
      if (!refused(error)) throw error
      this.#events.notMine(channelId, me)
    }
  }

  #unlisted(heads: readonly Head[], me: number): string[] {
    return this.#events.unlisted(new Set(heads.map((head) => head.channel.id)), me)
  }
}
