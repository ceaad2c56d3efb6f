import { LIMITS } from '@parley/protocol'
import type { Steer } from '../broker/broker.ts'
import type { Recent } from './recent.ts'
import type { Due, Turn } from './turn.ts'

/** A connection as a topic sees it. */
export interface Follower {
  readonly userId: string
  /** Frames of a durable scope; a chunk is shared by all followers and never changed. */
  deliver(topicId: string, chunk: Buffer): void
  deliverSignal(topicId: string, frame: Buffer): void
}

/** Where topics stand: what they need of the hub. */
export interface Ground {
  readonly turn: Turn
  /** Events put into the queues of followers. */
  delivered: number
  /** Does what stands before an event, now that its turn has come. */
  steer(steer: Steer): void
  /** An event that must be read, with who may read it. */
  isEarly(steer: Steer | undefined): boolean
  /** An event between the clock and what is known is missing. */
  behind(topic: Topic): void
}

/** An event as bytes, and what is done before it is told. */
export interface Framed {
  readonly rev: number
  readonly frame: Buffer | undefined
  readonly steer: Steer | undefined
}

/**
 * One scope that somebody here listens to: a channel, a person, the workspace. Its clock decides what passes: the next
 * event does; one at or below the clock was told; one above it waits until those between have come or were read.
 */
export class Topic implements Due {
  readonly id: string
  readonly followers = new Set<Follower>()
  /** Kept while many come back to it. */
  recent: Recent | undefined
  /** The clock of the last event that went through here, or that was read; 0: not known yet. */
  clock = 0
  /** The highest clock that anybody told of. */
  #known = 0
  readonly #ground: Ground
  readonly #held = new Map<number, Framed>()
  #heldBytes = 0
  #frames: Buffer[] = []

  constructor(id: string, ground: Ground) {
    this.id = id
    this.#ground = ground
  }

  get isBehind(): boolean {
    return this.clock !== 0 && this.#known > this.clock
  }

  /** The bell told of an event. */
  ring(event: Framed): void {
    const { rev } = event
    if (rev <= this.clock) return
    if (this.#ground.isEarly(event.steer)) return this.notice(rev)
    if (rev === this.clock + 1 && this.clock !== 0 && event.frame) {
      this.#pass(rev, event.frame, event.steer)
      if (this.#held.size > 0) this.#settle()
      return
    }
    this.#hold(event)
    this.notice(rev)
  }

  /** Somebody read that this scope has come to `clock`. The first one who does says where it begins. */
  notice(clock: number): void {
    this.#known = Math.max(this.#known, clock)
    if (this.isBehind) this.#ground.behind(this)
  }

  /** Where a follower's own read stands. What was held below it still goes out: another follower's read may be older. */
  begin(clock: number): void {
    if (this.clock === 0 && clock > 0) {
      this.clock = clock
      while (this.clock > 1 && this.#held.has(this.clock)) this.clock--
      this.#settle()
    }
    this.notice(clock)
  }

  /** The rows above the clock, in rev order, and the clock they reach. */
  level(rows: readonly { rev: number; frame: Buffer }[], clock: number): void {
    for (const { rev, frame } of rows) if (rev > this.clock) this.#pass(rev, frame, undefined)
    this.clock = Math.max(this.clock, clock)
    this.#settle()
  }

  signal(frame: Buffer): void {
    for (const follower of this.followers) follower.deliverSignal(this.id, frame)
  }

  /** Joins the turn's frames once, for all followers. */
  flush(): void {
    const [only] = this.#frames
    if (!only) return
    const chunk = this.#frames.length === 1 ? only : Buffer.concat(this.#frames)
    this.#frames = []
    for (const follower of this.followers) follower.deliver(this.id, chunk)
  }

  #pass(rev: number, frame: Buffer, steer: Steer | undefined): void {
    if (steer) this.#ground.steer(steer)
    this.clock = rev
    this.#known = Math.max(this.#known, rev)
    if (this.recent && !this.recent.take(rev, frame)) this.recent = undefined
    this.#ground.delivered += this.followers.size
    if (this.#frames.length === 0) this.#ground.turn.topic(this)
    this.#frames.push(frame)
  }

  /** Keeps an event for its turn. What is too much to keep is read. */
  #hold(event: Framed): void {
    const bytes = this.#heldBytes + (event.frame?.length ?? 0)
    if (!event.frame || bytes > LIMITS.catchUpBytes || this.#held.has(event.rev)) return
    this.#held.set(event.rev, event)
    this.#heldBytes = bytes
  }

  #release({ rev, frame }: Framed): void {
    this.#held.delete(rev)
    this.#heldBytes -= frame?.length ?? 0
  }

  /** What was held and is next goes out; what was read meanwhile is forgotten. */
  #settle(): void {
    for (let next = this.#held.get(this.clock + 1); next?.frame; next = this.#held.get(this.clock + 1)) {
      this.#release(next)
      if (this.#ground.isEarly(next.steer)) break
      this.#pass(next.rev, next.frame, next.steer)
    }
    for (const event of this.#held.values()) if (event.rev <= this.clock) this.#release(event)
    if (this.isBehind) this.#ground.behind(this)
  }
}
