import type { ChannelKind } from '@parley/protocol'
import { ChatError } from '@parley/protocol'

/** What a thread hangs on, as somebody sees it. */
export interface Parent {
  channelId: string
  messageId: string
  kind: ChannelKind
  archived: boolean
  joined: boolean
  /** The message itself is among those they may read. */
  visible: boolean
}

/** Somebody before a channel: all that decides what they may do there. */
export interface Standing {
  userId: string
  userRole: 'owner' | 'admin' | 'member' | 'guest'
  deactivated: boolean
  channelId: string
  kind: ChannelKind
  archived: boolean
  /** How long each writer waits between two messages; */
  slowMs: number
  /** and who may write at all. Neither binds the channel's owners and administrators. */
  posting: 'everyone' | 'admins'
  /** Everybody belongs to the default channel. */
  isDefault: boolean
  joined: boolean
  channelRole: 'owner' | 'member' | null
  /** Of a thread: where they stand before the channel of its parent message, which decides. */
  parent: Parent | null
  /** The first message they may read. */
  fromSeq: number
}

/** The one access function: commit, follow, delivery and replay all ask it. */
export function mayRead(standing: Standing | undefined): standing is Standing {
  if (!standing || standing.deactivated) return false
  const place = standing.kind === 'thread' ? standing.parent : standing
  if (!place || (standing.parent && !standing.parent.visible)) return false
  return place.joined || (place.kind === 'public' && standing.userRole !== 'guest')
}

/** Absent and forbidden answer alike. */
export function assertMayRead(standing: Standing | undefined): asserts standing is Standing {
  if (!mayRead(standing)) throw new ChatError('not_found', 'There is no such channel, or you are not in it')
}

export const mayPost = (standing: Standing | undefined): standing is Standing => mayRead(standing) && standing.joined && !standing.archived

export function assertMayPost(standing: Standing | undefined): asserts standing is Standing {
  assertMayRead(standing)
  if (!(standing.parent ?? standing).joined) throw new ChatError('forbidden', 'Join the channel to write in it')
  if (standing.archived || standing.parent?.archived) throw new ChatError('forbidden', 'This channel is archived; nothing can be written in it')
}

/** An emoji on what somebody said is a word of one's own, said by those who may write there. */
export function assertMayReact(standing: Standing | undefined): asserts standing is Standing {
  assertMayPost(standing)
}

/** Writing, where being a member is not always enough. */
export function assertMaySend(standing: Standing | undefined): asserts standing is Standing {
  assertMayPost(standing)
  if (standing.posting === 'admins' && !mayShape(standing)) throw new ChatError('forbidden', 'Only its owners and administrators write in this channel')
}

/** How long after their last message somebody may write again, in milliseconds. */
export const pauseOf = (standing: Standing): number => (mayShape(standing) ? 0 : standing.slowMs)

const isAdmin = (standing: Standing): boolean => standing.userRole === 'owner' || standing.userRole === 'admin'

/** Everybody in a channel of many people, where that is left to administrators. */
export const mayAddressAll = isAdmin

/** Whether the channel's rules are theirs to set. */
export const mayShape = (standing: Standing): boolean => standing.channelRole === 'owner' || isAdmin(standing)

/** Rename, topic, kind, archive: those who made it and administrators; the topic is for every member. */
export function assertMayShape(standing: Standing | undefined, change: { topicOnly: boolean }): asserts standing is Standing {
  assertMayRead(standing)
  if (standing.kind === 'thread') throw new ChatError('forbidden', 'A thread has a title and may be resolved, and is as open as its channel')
  if (standing.kind === 'direct') throw new ChatError('forbidden', 'A direct conversation has no name, topic or archive')
  if (change.topicOnly && standing.joined && standing.userRole !== 'guest') return
  if (!mayShape(standing)) throw new ChatError('forbidden', 'Only who made the channel, or an administrator, may do that')
}

export function assertMayInvite(standing: Standing | undefined): asserts standing is Standing {
  assertMayPost(standing)
  if (standing.kind === 'thread') throw new ChatError('forbidden', 'People follow a thread by themselves')
  if (standing.kind === 'direct') throw new ChatError('forbidden', 'The people of a direct conversation are fixed; open another with more people')
  if (standing.userRole === 'guest') throw new ChatError('forbidden', 'Guests do not add people')
}

export function assertMayRemove(standing: Standing | undefined, userId: string): asserts standing is Standing {
  assertMayRead(standing)
  if (standing.kind === 'direct') throw new ChatError('forbidden', 'Nobody leaves a direct conversation')
  if (standing.isDefault) throw new ChatError('forbidden', 'Everybody is in the default channel')
  if (standing.userId === userId) return
  if (standing.kind === 'thread') throw new ChatError('forbidden', 'People follow a thread by themselves')
  if (!mayShape(standing)) throw new ChatError('forbidden', 'Only who made the channel, or an administrator, may remove people')
}
