import type { Steer } from '../broker/broker.ts'
import { unreachable } from '../utils/unreachable.ts'
import type { Follower } from './topic.ts'

/** A signed-in connection, as the hub steers it. */
export interface Listener extends Follower {
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
  /** This person has too many connections over all nodes, and this one is of the newest. */
  crowdedOut(): void
}

/** The signed-in connections of this node, by person. */
export interface Present {
  of(userId: string): readonly Listener[]
  all(): readonly Listener[]
}

/** Lets connections in, lets them go, or sends them away, as a commit said. */
export function steer(present: Present, { to: _, ...steered }: Steer): void {
  if ('joined' in steered) {
    const { userId, channelId, clock } = steered.joined
    for (const listener of present.of(userId)) listener.joined(channelId, clock - 1)
  } else if ('left' in steered) {
    const { userId, channelId, readable } = steered.left
    for (const listener of present.of(userId)) listener.left(channelId, readable)
  } else if ('closed' in steered) for (const listener of present.all()) listener.closed(steered.closed.channelId)
  else if ('confined' in steered) for (const listener of present.of(steered.confined.userId)) listener.confined()
  else if ('signedOut' in steered) {
    const { userId, sessionIds } = steered.signedOut
    for (const listener of present.of(userId)) if (sessionIds === 'all' || sessionIds.includes(listener.sessionId)) listener.signOut()
  } else if (!('under' in steered)) unreachable(steered)
}
