import type { Due, Turn } from './turn.ts'

/** A connection as a topic sees it. */
export interface Follower {
  /** Frames of a durable scope; a chunk is shared by all followers and never changed. */
  deliver(topicId: string, chunk: Buffer): void
  deliverSignal(topicId: string, frame: Buffer): void
}

/** One scope that somebody here listens to: a channel, a person, the workspace. */
export class Topic implements Due {
  readonly id: string
  /** The clock of the last event that went through here, or that was read. */
  clock = 0
  readonly followers = new Set<Follower>()
  readonly #turn: Turn
  #frames: Buffer[] = []

  constructor(id: string, turn: Turn) {
    this.id = id
    this.#turn = turn
  }

  /** An event of this scope, encoded once. A repeated ring is dropped by the clock. */
  publish(rev: number, frame: Buffer): void {
    if (rev <= this.clock) return
    this.clock = rev
    if (this.#frames.length === 0) this.#turn.topic(this)
    this.#frames.push(frame)
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
}
