import type { Message } from '@parley/protocol'
import { percentile } from '../../median.ts'
import type { Sent, Watch } from '../crash/ledger.ts'
import type { Front } from './front.ts'
import type { Spans, Trouble } from './troubles.ts'

/** Who came back is a receiver like any other this long after they first heard something again. */
const SETTLED_MS = 500

interface Told {
  /** When it was first known to stand: its sender was answered, or somebody heard it. */
  at: number
  /** The listeners who heard it, a bit each. */
  by: number
  /** When the last receiver on a living node heard it. */
  last: number
}

export interface Figures {
  count: number
  p50: number
  p99: number
  max: number
}

export const figuresOf = (delays: readonly number[]): Figures => ({
  count: delays.length,
  p50: percentile(delays, 0.5),
  p99: percentile(delays, 0.99),
  max: percentile(delays, 1),
})

/**
 * How long messages of the public channels, which nobody is removed from, take to the last receiver on a living node. Who came back
 * since, or is on a node that was paused or cut off, is counted from when they came back, or their node did, and stated apart.
 */
export class Delays implements Watch {
  readonly #channelIds: ReadonlySet<string>
  readonly #listeners: ReadonlyMap<string, Front>
  readonly #bits: ReadonlyMap<string, number>
  readonly #told = new Map<string, Told>()
  /** Of the connection on which somebody hears: when it was opened, and when they first heard something on it. */
  readonly #hearing = new Map<string, { openedAt: number; since: number }>()
  #isOver = false
  readonly cameBack: number[] = []
  readonly onHarmed: number[] = []

  constructor(channelIds: readonly string[], listeners: ReadonlyMap<string, Front>) {
    this.#channelIds = new Set(channelIds)
    this.#listeners = listeners
    this.#bits = new Map([...listeners.keys()].map((userId, at) => [userId, 1 << at]))
  }

  /** What is read for the comparison at the end is no delivery. */
  end(): void {
    this.#isOver = true
  }

  acknowledged({ id, channelId }: Sent): void {
    if (this.#channelIds.has(channelId)) this.#known(id)
  }

  heard(userId: string, message: Message): void {
    const front = this.#listeners.get(userId)
    const bit = this.#bits.get(userId) ?? 0
    if (this.#isOver || !front || !this.#channelIds.has(message.channelId)) return
    if (this.#hearing.get(userId)?.openedAt !== front.openedAt) this.#hearing.set(userId, { openedAt: front.openedAt, since: performance.now() })
    const told = this.#known(message.id)
    if (told.by & bit) return
    told.by |= bit
    this.#place(told, front, { isSettled: told.at >= this.#settledAt(userId, front), isNew: message.version === 1 && !message.deleted })
  }

  #settledAt(userId: string, { openedAt }: Front): number {
    const hearing = this.#hearing.get(userId)
    return hearing?.openedAt === openedAt ? hearing.since + SETTLED_MS : Number.POSITIVE_INFINITY
  }

  #known(id: string): Told {
    let told = this.#told.get(id)
    if (!told) {
      told = { at: performance.now(), by: 0, last: 0 }
      this.#told.set(id, told)
    }
    return told
  }

  #place(told: Told, { node: { harm }, openedAt }: Front, { isSettled, isNew }: { isSettled: boolean; isNew: boolean }): void {
    const now = performance.now()
    // A bare socket resumes nothing: the first it hears of an older message may be a change of it.
    if (!isSettled && !isNew) return
    if (harm && told.at <= harm.until) this.onHarmed.push(now - (now > harm.until ? Math.max(told.at, harm.until, openedAt) : told.at))
    else if (isSettled) told.last = now
    else this.cameBack.push(now - Math.max(told.at, openedAt))
  }

  /** Who listens at another node and has heard something there. */
  settledElsewhere(than: Front['node']): string[] {
    const isSettled = ([userId, front]: [string, Front]): boolean => front.node !== than && performance.now() > this.#settledAt(userId, front)
    return [...this.#listeners].filter(isSettled).map(([userId]) => userId)
  }

  /** When the last of these heard a message; undefined while one has not. */
  heardByAll(id: string, userIds: readonly string[]): number | undefined {
    const told = this.#told.get(id)
    return told && userIds.every((userId) => told.by & (this.#bits.get(userId) ?? 0)) ? told.last : undefined
  }

  /** To the last receiver on a living node, by what was wrong meanwhile. */
  by(spans: Spans): Map<Trouble | 'calm', Figures> {
    const heard = [...this.#told.values()].filter(({ last }) => last > 0)
    const delays = Map.groupBy(heard, ({ at, last }) => spans.of(at, last))
    return new Map([...delays].map(([trouble, told]) => [trouble, figuresOf(told.map(({ at, last }) => last - at))]))
  }
}
