import { randomUUID } from 'node:crypto'
import type { Message } from '@parley/protocol'
import type { Faults } from './faults.ts'

/** One message, as its sender remembers it. Times are of this process, so that they can be compared. */
export interface Sent {
  id: string
  channelId: string
  author: string
  /** Counts this author's messages in this channel. */
  n: number
  content: string
  /** Before the first try. */
  sentAt: number
  ackedAt?: number
  refused?: boolean
}

/** What a message must say in the end: its words, null for a tombstone, undefined where a change was never answered. */
export type Words = string | null | undefined

/** On one connection `heard` came right after `after`, which is more than one below it. */
export interface Hole {
  userId: string
  channelId: string
  after: number
  heard: number
}

/** Who wants to know when something was told, beyond what was. */
export interface Watch {
  acknowledged(sent: Sent): void
  heard(userId: string, message: Message): void
}

/** How much was written in all, and what was found wrong with it. */
export interface Written {
  acked: number
  repeated: number
  edits: number
  deletes: number
  removals: number
  withheld: number
  faults: Faults
}

/** Everything that was promised or seen, outside the server and its disk. */
export class Ledger {
  readonly sends = new Map<string, Sent>()
  readonly words = new Map<string, Words>()
  /** The number of every message that anybody was ever told, by an answer or by an event. */
  readonly seqs = new Map<string, number>()
  readonly faults: Faults
  retries = 0
  edits = 0
  deletes = 0
  removals = 0
  /** Rows committed in a channel while one removed person must not hear of them. */
  withheld = 0
  /** Where nodes read rows in place of bells, what changed again meanwhile is told once: the holes are judged when all rows are known. */
  readonly holes: Hole[] = []
  readonly #watch: Watch | undefined
  readonly #counts = new Map<string, number>()
  readonly #exiles = new Map<string, number>()
  readonly #highest = new Map<string, number>()

  constructor(faults: Faults, watch?: Watch) {
    this.faults = faults
    this.#watch = watch
  }

  get acked(): number {
    return this.sends.values().reduce((count, sent) => count + (sent.ackedAt === undefined ? 0 : 1), 0)
  }

  get written(): Written {
    const { acked, retries, edits, deletes, removals, withheld, faults } = this
    return { acked, repeated: retries, edits, deletes, removals, withheld, faults }
  }

  /** A new message; the id is made before the first try. The SDK makes its own. */
  begin(author: string, channelId: string): Sent {
    const id = randomUUID()
    return this.began(id, author, channelId, `${id} first words of ${author}`)
  }

  began(id: string, author: string, channelId: string, content: string): Sent {
    const key = `${author} ${channelId}`
    const n = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, n)
    const sent: Sent = { id, channelId, author, n, content, sentAt: performance.now() }
    this.sends.set(id, sent)
    return sent
  }

  acknowledged(sent: Sent): void {
    sent.ackedAt = performance.now()
    this.words.set(sent.id, sent.content)
    this.#watch?.acknowledged(sent)
  }

  /** Somebody was told of this message, by an answer or by an event that `listenerId` heard. Its number never changes. */
  told(message: Message, listenerId?: string): void {
    if (listenerId !== undefined) this.#watch?.heard(listenerId, message)
    const known = this.seqs.get(message.id)
    if (known === undefined) this.seqs.set(message.id, message.seq)
    else if (known !== message.seq) this.faults.note('inverted', `message ${message.id} was told as number ${known} and as ${message.seq}`)
  }

  /** Somebody heard an event of a channel. */
  heard(userId: string, channelId: string, rev: number): void {
    const key = `${userId} ${channelId}`
    if (rev > (this.#highest.get(key) ?? 0)) this.#highest.set(key, rev)
    const removedAt = this.#exiles.get(key)
    if (removedAt !== undefined && rev > removedAt) this.faults.note('leaked', `${userId} was removed from ${channelId} at ${removedAt} and heard ${rev}`)
  }

  /** The removal was answered: whatever of a later rev was heard before now, or is heard until the return, is a leak. */
  exile(userId: string, channelId: string, rev: number): void {
    const key = `${userId} ${channelId}`
    const highest = this.#highest.get(key) ?? 0
    if (highest > rev) this.faults.note('leaked', `${userId} was removed from ${channelId} at ${rev} and had heard ${highest}`)
    this.#exiles.set(key, rev)
    this.removals++
  }

  /** Called before the first try to take them in again. */
  return(userId: string, channelId: string): void {
    this.#exiles.delete(`${userId} ${channelId}`)
  }
}
