import { ChatError, LIMITS } from '@parley/protocol'
import type { Known } from '../store/ops/told.ts'
import type { Hub } from './hub.ts'
import type { Follower, Topic } from './topic.ts'

/** Why a connection hears a channel. */
type Why = 'member' | 'opened'

/**
 * What one connection hears. Following is: add, then check in the same read as the page, deliver nothing before the check.
 * Between the two the channel's chunks are held back here; a loss or a join that is told meanwhile overrides the check.
 */
export class Following {
  readonly #hub: Hub
  readonly #follower: Follower
  /** Whom the hub tells is known there. Of a connection itself there are many, so it keeps as little as lets it go. */
  #topics: Topic[] = []
  #opened: Set<string> | undefined
  /** Only while something is checked: a connection is at rest for most of its life, and there are many. */
  #held: Map<string, Buffer[]> | undefined
  #overruled: Map<string, boolean> | undefined
  /** Threads that are open, and the channels they hang in. */
  #parents: Map<string, string> | undefined
  #checks = 0

  constructor(hub: Hub, follower: Follower) {
    this.#hub = hub
    this.#follower = follower
  }

  has(channelId: string): boolean {
    return this.#follows(channelId) && !this.#held?.has(channelId)
  }

  /** What the hub has of a channel since a clock, if this one hears it. */
  async recent(channelId: string, since: number): Promise<{ chunk: Buffer; clock: number } | undefined> {
    const topic = this.#held?.has(channelId) ? undefined : this.#hub.followedBy(this.#follower, channelId)
    const found = topic && (await this.#hub.recents.above(topic, since))
    // Whoever was let go while it was read is told nothing of it.
    return topic && this.#hub.followedBy(this.#follower, channelId) === topic ? found : undefined
  }

  ids(): string[] {
    return this.#topics.map(({ id }) => id)
  }

  #follows(channelId: string): boolean {
    return this.#hub.followedBy(this.#follower, channelId) !== undefined
  }

  #follow(channelId: string): void {
    if (!this.#follows(channelId)) this.#topics.push(this.#hub.follow(this.#follower, channelId))
  }

  /** Adds channels, unchecked: they are heard from now on, and held. Answers which of them are new here. */
  add(channelIds: readonly string[], why: Why): string[] {
    const added = channelIds.filter((id) => !this.#follows(id))
    if (added.length > 0) this.#held ??= new Map()
    for (const id of added) {
      if (why === 'opened') this.#open(id)
      this.#held?.set(id, [])
      this.#follow(id)
    }
    return added
  }

  /** Hears these from now on, as one who listened to the person while they were read. */
  hears(channels: readonly Known[]): void {
    // What was published before belongs to those who followed then.
    this.#hub.turn.flushTopics()
    this.#topics = channels.map(({ id }) => this.#hub.follow(this.#follower, id))
    for (const known of channels) this.#hub.begin(known)
  }

  /** Runs a check, counting it so that what is told meanwhile is remembered until it is done. */
  async checking<T>(check: () => Promise<T>): Promise<T> {
    this.#checks++
    try {
      return await check()
    } finally {
      if (--this.#checks === 0) queueMicrotask(() => this.#forgetOverruled())
    }
  }

  #forgetOverruled(): void {
    if (this.#checks === 0) this.#overruled = undefined
  }

  #overrule(channelId: string, heard: boolean): void {
    if (this.#checks === 0) return
    this.#overruled ??= new Map()
    this.#overruled.set(channelId, heard)
  }

  /** The check is done: lets go what was held of the allowed ones, forgets the others. Returns the chunks to deliver. */
  settle(channelIds: readonly string[], allowed: readonly Known[]): Buffer[] {
    const released: Buffer[] = []
    const clocks = new Map(allowed.map(({ id, clock }) => [id, clock]))
    for (const id of channelIds) {
      const chunks = this.#held?.get(id)
      if (!chunks) continue
      this.#release(id)
      if (this.#overruled?.get(id) ?? clocks.has(id)) released.push(...chunks)
      else this.drop(id)
    }
    for (const known of allowed) this.#hub.begin(known)
    return released
  }

  /** Whether a chunk may go out now; held back otherwise. */
  pass(topicId: string, chunk: Buffer): boolean {
    const held = this.#held?.get(topicId)
    if (!held) return true
    held.push(chunk)
    return false
  }

  joined(channelId: string, clock: number): void {
    this.#overrule(channelId, true)
    this.#opened?.delete(channelId)
    this.#follow(channelId)
    this.#hub.begin({ id: channelId, clock })
  }

  /** Forgets a channel at once. Answers whether it was heard. */
  lost(channelId: string): boolean {
    this.#overrule(channelId, false)
    return this.drop(channelId)
  }

  isOpened(channelId: string): boolean {
    return this.#opened?.has(channelId) ?? false
  }

  opened(): string[] {
    return [...(this.#opened ?? [])]
  }

  /** An open thread hangs in this channel: whoever loses that loses it too. */
  hangs(threadId: string, parentId: string): void {
    this.#parents ??= new Map()
    this.#parents.set(threadId, parentId)
  }

  threadsIn(parentId: string): string[] {
    return [...(this.#parents ?? [])].flatMap(([threadId, parent]) => (parent === parentId ? threadId : []))
  }

  /** Heard by membership, or a thread in a channel that is. */
  isMine(channelId: string): boolean {
    const home = this.#parents?.get(channelId) ?? channelId
    return this.#follows(home) && !this.isOpened(home)
  }

  drop(channelId: string): boolean {
    this.#release(channelId)
    this.#parents?.delete(channelId)
    this.#opened?.delete(channelId)
    const topic = this.#hub.followedBy(this.#follower, channelId)
    const at = topic ? this.#topics.indexOf(topic) : -1
    if (!topic || at === -1) return false
    this.#topics.splice(at, 1)
    this.#hub.leaveTopic(this.#follower, topic)
    return true
  }

  clear(): void {
    for (const topic of this.#topics) this.#hub.leaveTopic(this.#follower, topic)
    this.#topics = []
    this.#held = undefined
    this.#opened = undefined
    this.#parents = undefined
  }

  #release(channelId: string): void {
    this.#held?.delete(channelId)
    if (this.#held?.size === 0) this.#held = undefined
  }

  #open(channelId: string): void {
    this.#opened ??= new Set()
    if (this.#opened.size >= LIMITS.openedChannels)
      throw new ChatError('too_fast', `At most ${LIMITS.openedChannels} channels can be open at once; close one first`)
    this.#opened.add(channelId)
  }
}
