import type { Channel, Head, Membership, Message } from '@parley/protocol'
import { LIMITS } from '@parley/protocol'
import type { Groups } from './groups.ts'
import { Mentions } from './mentions.ts'
import { Derived, type Readable } from './readable.ts'
import { Reads } from './reads.ts'
import type { Call } from './requests.ts'
import type { Shown } from './snapshot.ts'

/** A conversation as the sidebar shows it. */
export interface Conversation {
  channel: Channel
  /** Null while I only look at it. */
  membership: Membership | null
  readSeq: number
  /** Messages I have not read; 0 where I am not a member. */
  unread: number
  /** How many of them mention me, or a group of mine, or everybody. */
  mentions: number
  preview: Head['preview']
  /** The people of a direct conversation, myself included. */
  people: readonly string[]
}

interface Known {
  channel: Channel
  preview: Head['preview']
  /** Which message the preview shows, and as of which rev. */
  shows: Shown
  people: readonly string[]
}

const activity = (conversation: Conversation): number => conversation.preview?.createdAt ?? conversation.channel.createdAt
const byActivity = (a: Conversation, b: Conversation): number => activity(b) - activity(a) || (a.channel.id < b.channel.id ? -1 : 1)

/** My conversations: heads, memberships and read marks, each replaced only by a higher rev. */
export class Conversations {
  readonly #known = new Map<string, Known>()
  readonly #memberships = new Map<string, Membership>()
  /** Public channels that I look at without joining. */
  readonly opened = new Set<string>()
  /** Before my eyes: what arrives there is read as it arrives, and no number appears and goes again. */
  readonly attended = new Set<string>()
  readonly reads: Reads
  readonly mentions: Mentions
  readonly #made = new Map<string, Conversation>()
  readonly #one = new Map<string, Readable<Conversation | undefined>>()
  readonly #list = new Derived<readonly Conversation[]>(() => this.#sorted())
  readonly list: Readable<readonly Conversation[]> = this.#list

  constructor(call: Call, groups: Pick<Groups, 'me' | 'isMine'>) {
    this.reads = new Reads(call, (channelId) => this.#touch(channelId))
    this.mentions = new Mentions(groups.me, groups.isMine)
  }

  get = (channelId: string): Conversation | undefined => {
    const made = this.#made.get(channelId) ?? this.#make(channelId)
    if (made) this.#made.set(channelId, made)
    return made
  }

  one(channelId: string): Readable<Conversation | undefined> {
    const known = this.#one.get(channelId)
    if (known) return known
    const one = { get: () => this.get(channelId), subscribe: this.list.subscribe }
    this.#one.set(channelId, one)
    return one
  }

  has(channelId: string): boolean {
    return this.#known.has(channelId)
  }

  /** One of mine, whose events come by themselves. A thread that I follow is none: it is heard while it is open. */
  joined(channelId: string): boolean {
    const membership = this.#memberships.get(channelId)
    return membership?.joined === true && !membership.thread
  }

  /** All whose events this connection is told. */
  followed(): string[] {
    return [...this.#known.keys()].filter((id) => this.opened.has(id) || this.joined(id))
  }

  /** `at`: my own clock when the head was read, where the answer told it. Answers whether it is one of mine. */
  head(head: Head, at = 0, shows: Shown = { seq: head.channel.lastSeq, rev: head.channel.clock }): boolean {
    const { id } = head.channel
    if (head.membership) this.membership(head.membership)
    if (!this.joined(id) && !this.opened.has(id)) return false
    this.reads.head(id, head.readSeq, at)
    this.mentions.head(head)
    const known = this.#known.get(id)
    const fresh = !known || newer(shows, known.shows)
    this.#known.set(id, {
      channel: known ? merged(known.channel, head.channel) : head.channel,
      preview: fresh ? head.preview : known.preview,
      shows: fresh ? shows : known.shows,
      people: head.people,
    })
    this.#touch(id)
    return true
  }

  channel(row: Channel): void {
    this.#change(row.id, (known) => ({ ...known, channel: merged(known.channel, row) }))
  }

  membership(row: Membership): void {
    const known = this.#memberships.get(row.channelId)
    if (known && known.rev >= row.rev) return
    this.#memberships.set(row.channelId, row)
    if (!row.joined && !this.opened.has(row.channelId)) this.#known.delete(row.channelId)
    this.#touch(row.channelId)
  }

  /** A message of this channel changed: it may be the newest. */
  message(row: Message): void {
    this.#change(row.channelId, (known) => {
      const channel = { ...known.channel, lastSeq: Math.max(known.channel.lastSeq, row.seq) }
      return newer(row, known.shows) ? { ...known, channel, preview: previewOf(row), shows: { seq: row.seq, rev: row.rev } } : { ...known, channel }
    })
    this.mentions.message(row)
    if (this.attended.has(row.channelId) && this.get(row.channelId)?.membership) this.reads.mark(row.channelId, row.seq)
  }

  /** The channel's clock has reached `rev`. */
  reached(channelId: string, rev: number): void {
    this.#change(channelId, (known) => ({ ...known, channel: { ...known.channel, clock: Math.max(known.channel.clock, rev) } }))
  }

  /** My conversations as heads, and what their previews show. Marks that the server has not confirmed are not in it. */
  saved(): { head: Head; shows: Shown }[] {
    return this.list.get().flatMap(({ channel, membership, people }) => {
      const readSeq = this.reads.confirmed(channel.id)
      const mentions = this.mentions.above(channel.id, readSeq)
      const known = this.#known.get(channel.id)
      if (!known || !membership) return []
      return { head: { channel, membership, people: [...people], preview: known.preview, readSeq, mentions }, shows: known.shows }
    })
  }

  /** What is kept as mine, by memberships not newer than `me`, and not among these. */
  unlisted(listed: ReadonlySet<string>, me: number): string[] {
    const kept = new Set([...this.#known.keys(), ...this.#memberships.keys()])
    return [...kept].filter((id) => !listed.has(id) && (this.joined(id) || (this.has(id) && !this.opened.has(id))) && this.#since(id) <= me)
  }

  /** It is not mine any more, as of my clock `me`. Answers false where a newer membership says otherwise. */
  notMine(channelId: string, me: number): boolean {
    if (this.#since(channelId) > me) return false
    this.#memberships.delete(channelId)
    if (!this.opened.has(channelId)) this.#known.delete(channelId)
    this.#touch(channelId)
    return true
  }

  delete(channelId: string): void {
    this.#known.delete(channelId)
    this.opened.delete(channelId)
    this.#touch(channelId)
  }

  clear(): void {
    this.#known.clear()
    this.#memberships.clear()
    this.reads.clear()
    this.mentions.clear()
    this.#made.clear()
    this.#list.touch()
  }

  /** Whose mentions are mine has changed. */
  regrouped(): void {
    for (const channelId of this.#known.keys()) this.#touch(channelId)
  }

  #since(channelId: string): number {
    return this.#memberships.get(channelId)?.rev ?? 0
  }

  #change(channelId: string, change: (known: Known) => Known): void {
    const known = this.#known.get(channelId)
    if (!known) return
    this.#known.set(channelId, change(known))
    this.#touch(channelId)
  }

  #touch(channelId: string): void {
    this.#made.delete(channelId)
    this.#list.touch()
  }

  #make(channelId: string): Conversation | undefined {
    const known = this.#known.get(channelId)
    if (!known) return undefined
    const membership = this.#memberships.get(channelId)
    const mine = membership?.joined ? membership : null
    const readSeq = Math.min(this.reads.seq(channelId), known.channel.lastSeq)
    const preview = mine && known.shows.seq < mine.fromSeq ? null : known.preview
    const unread = mine ? Math.max(0, known.channel.lastSeq - readSeq) : 0
    const mentions = unread > 0 ? this.mentions.above(channelId, readSeq).length : 0
    return { channel: known.channel, membership: mine, readSeq, unread, mentions, preview, people: known.people }
  }

  /** What a sidebar shows: threads stand beside their channels. */
  #sorted(): readonly Conversation[] {
    const all = [...this.#known.keys()].flatMap((id) => this.get(id) ?? [])
    return all.filter((one) => one.channel.kind !== 'thread').sort(byActivity)
  }
}

const newer = (a: { seq: number; rev: number }, b: { seq: number; rev: number }): boolean => a.seq > b.seq || (a.seq === b.seq && a.rev > b.rev)

/** The row with the higher rev; its positions only rise. */
const merged = (a: Channel, b: Channel): Channel => ({
  ...(b.rev >= a.rev ? b : a),
  clock: Math.max(a.clock, b.clock),
  lastSeq: Math.max(a.lastSeq, b.lastSeq),
})

/** The first 200 characters, counted as the server counts them. */
const previewOf = (row: Message): NonNullable<Head['preview']> => ({
  authorId: row.authorId,
  text: [...row.content.slice(0, LIMITS.previewChars * 2)].slice(0, LIMITS.previewChars).join(''),
  createdAt: row.createdAt,
})
