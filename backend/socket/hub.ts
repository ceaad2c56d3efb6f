import type { DurableEvent } from '@parley/protocol'
import type { ChannelSignal } from '../broker/broker.ts'
import type { Change } from '../store/change.ts'
import { unreachable } from '../utils/unreachable.ts'
import { frameOf } from './frames.ts'
import { type Follower, Topic } from './topic.ts'
import { Turn } from './turn.ts'

/** A signed-in connection, as the hub steers it. */
export interface Listener extends Follower {
  readonly userId: string
  readonly sessionId: string
  /** The person joined a channel: hear it from this clock on; */
  joined(channelId: string, clock: number): void
  /** left one, or lost it: hear it no more. */
  left(channelId: string, readable: boolean): void
  /** A channel closed to all but its members. */
  closed(channelId: string): void
  /** Only memberships may be heard from here on. */
  confined(): void
  signOut(): void
}

/** Who follows what on this node, and the fan-out to them. */
export class Hub {
  readonly turn = new Turn()
  readonly #topics = new Map<string, Topic>()
  readonly #listeners = new Map<string, Set<Listener>>()
  readonly #workspaceId: string
  delivered = 0

  constructor(workspaceId: string) {
    this.#workspaceId = workspaceId
  }

  arrive(listener: Listener): void {
    const known = this.#listeners.get(listener.userId)
    if (known) known.add(listener)
    else this.#listeners.set(listener.userId, new Set([listener]))
  }

  leave(listener: Listener): void {
    const known = this.#listeners.get(listener.userId)
    known?.delete(listener)
    if (known?.size === 0) this.#listeners.delete(listener.userId)
  }

  connectionsOf = (userId: string): number => this.#listeners.get(userId)?.size ?? 0

  listeners(): Listener[] {
    return [...this.#listeners.values()].flatMap((listeners) => [...listeners])
  }

  /** Follows a scope; `clock` is where it stood when it was read. */
  follow(follower: Follower, topicId: string, clock: number): void {
    let topic = this.#topics.get(topicId)
    if (!topic) {
      topic = new Topic(topicId, this.turn)
      this.#topics.set(topicId, topic)
    }
    // Only where nothing is known yet: an event below a clock that was read may still be on its way to earlier followers.
    if (topic.clock === 0) topic.clock = clock
    topic.followers.add(follower)
  }

  unfollow(follower: Follower, topicId: string): void {
    const topic = this.#topics.get(topicId)
    if (!topic) return
    topic.followers.delete(follower)
    if (topic.followers.size === 0) this.#topics.delete(topicId)
  }

  clockOf = (topicId: string): number => this.#topics.get(topicId)?.clock ?? 0

  /** A commit's changes, in the order of the clocks. Each event becomes bytes once. */
  changed(changes: readonly Change[]): void {
    for (const change of changes) {
      switch (change.to) {
        case 'channel':
          this.#publish(change.channelId, change.event)
          break
        case 'user':
          this.#publish(change.userId, change.event)
          break
        case 'workspace':
          this.#publish(this.#workspaceId, change.event)
          break
        case 'hub':
          this.#steer(change)
          break
        default:
          unreachable(change)
      }
    }
  }

  signalled({ channelId, signal }: ChannelSignal): void {
    const topic = this.#topics.get(channelId)
    if (topic) topic.signal(frameOf(JSON.stringify(signal)))
  }

  #publish(topicId: string, event: DurableEvent): void {
    const topic = this.#topics.get(topicId)
    if (!topic) return
    this.delivered += topic.followers.size
    topic.publish(event.rev, frameOf(JSON.stringify(event)))
  }

  #steer(change: Extract<Change, { to: 'hub' }>): void {
    // What was published before this change still belongs to those who followed then.
    this.turn.flushTopics()
    if ('joined' in change) for (const listener of this.#of(change.joined.userId)) listener.joined(change.joined.channelId, change.joined.clock - 1)
    else if ('left' in change) for (const listener of this.#of(change.left.userId)) listener.left(change.left.channelId, change.left.readable)
    else if ('closed' in change) for (const listener of this.listeners()) listener.closed(change.closed.channelId)
    else if ('confined' in change) for (const listener of this.#of(change.confined.userId)) listener.confined()
    else
      for (const listener of this.#of(change.signedOut.userId))
        if (change.signedOut.sessionIds === 'all' || change.signedOut.sessionIds.includes(listener.sessionId)) listener.signOut()
  }

  #of = (userId: string): Listener[] => [...(this.#listeners.get(userId) ?? [])]
}
