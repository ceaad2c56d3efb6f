import type { Ring, SignalRing, Steer } from '../broker/broker.ts'
import type { Known, Told } from '../store/ops/told.ts'
import { frameOf } from '../utils/frames.ts'
import { Leveller } from './leveller.ts'
import { type ReadRecent, Recents } from './recent.ts'
import { steerByRows } from './steer-by-rows.ts'
import { type Listener, type Present, steer } from './steering.ts'
import { type Follower, type Ground, Topic } from './topic.ts'
import { Turn } from './turn.ts'

/** Where the hub reads what no bell told it. */
interface Rows {
  /** What a scope told since a clock, and which of these people may read it. */
  told(scopeId: string, since: number, userIds: readonly string[]): Promise<Told>
  /** What a channel told since a clock, for all who may read all of it. */
  recent: ReadRecent
}

/** Who follows what on this node, and the fan-out to them. */
export class Hub implements Ground, Present {
  readonly turn = new Turn()
  readonly leveller: Leveller
  readonly recents: Recents
  readonly #rows: Rows
  readonly #topics = new Map<string, Topic>()
  readonly #listeners = new Map<string, Set<Listener>>()
  delivered = 0

  constructor(rows: Rows, unexpected: (failure: unknown) => void) {
    this.#rows = rows
    this.recents = new Recents((channelId, since) => rows.recent(channelId, since))
    this.leveller = new Leveller((topic) => this.#level(topic), unexpected)
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
  people = (): string[] => [...this.#listeners.keys()]
  of = (userId: string): Listener[] => [...(this.#listeners.get(userId) ?? [])]
  all = (): Listener[] => [...this.#listeners.values()].flatMap((listeners) => [...listeners])

  /** Follows a scope. What is new to this node holds its events until `begin` says where it stands. */
  follow(follower: Follower, topicId: string): Topic {
    let topic = this.#topics.get(topicId)
    if (!topic) {
      topic = new Topic(topicId, this)
      this.#topics.set(topicId, topic)
    }
    topic.followers.add(follower)
    return topic
  }

  /** The scope, if this one follows it. */
  followedBy(follower: Follower, topicId: string): Topic | undefined {
    const topic = this.#topics.get(topicId)
    return topic?.followers.has(follower) ? topic : undefined
  }

  /** A read that began after the follow says where the scope stands. */
  begin({ id, clock }: Known): void {
    this.#topics.get(id)?.begin(clock)
  }

  unfollow(follower: Follower, topicId: string): void {
    const topic = this.#topics.get(topicId)
    if (topic) this.leaveTopic(follower, topic)
  }

  leaveTopic(follower: Follower, topic: Topic): void {
    topic.followers.delete(follower)
    if (topic.followers.size === 0 && this.#topics.get(topic.id) === topic) this.#topics.delete(topic.id)
  }

  clockOf = (topicId: string): number => this.#topics.get(topicId)?.clock ?? 0

  /** Every scope that somebody here listens to, and how far it has come here. */
  known = (): Known[] => Array.from(this.#topics.values(), ({ id, clock }) => ({ id, clock }))

  /** Somebody read how far these scopes have come. */
  notice(scopes: readonly Known[]): void {
    for (const { id, clock } of scopes) this.#topics.get(id)?.notice(clock)
  }

  /** What the bell brought: a commit's events and steering, usually in the order of the clocks. */
  rung(rings: readonly Ring[]): void {
    for (const ring of rings) {
      if (ring.scopeId === undefined) this.steer(ring.steer)
      else if (this.#topics.has(ring.scopeId)) this.#topics.get(ring.scopeId)?.ring(ring)
      else if (ring.steer) {
        this.steer(ring.steer)
        this.#topics.get(ring.scopeId)?.ring({ rev: ring.rev, frame: ring.frame, steer: undefined })
      }
    }
  }

  signalled(ring: SignalRing): void {
    this.#topics.get(ring.scopeId)?.signal(ring.frame)
  }

  steer(steered: Steer): void {
    if ('under' in steered) return
    // What was published before this change still belongs to those who followed then.
    this.turn.flushTopics()
    steer(this, steered)
  }

  /** Whether a thread's event comes before what its channel told until then: who may read it is asked of the rows. */
  isEarly(steered: Steer | undefined): boolean {
    return steered !== undefined && 'under' in steered && this.clockOf(steered.under.channelId) < steered.under.clock
  }

  behind(topic: Topic): void {
    this.leveller.behind(topic)
  }

  /** Reads what a topic missed, lets go who may no longer hear it, and tells the rest. */
  async #level(topic: Topic): Promise<void> {
    const asked = [...new Set([...topic.followers].map((follower) => follower.userId))]
    const told = await this.#rows.told(topic.id, topic.clock, asked)
    if (this.#topics.get(topic.id) !== topic || this.#isOverrun(topic, told)) return
    this.turn.flushTopics()
    steerByRows(this, topic.id, asked, told)
    topic.level(
      told.events.map((event) => ({ rev: event.rev, frame: frameOf(JSON.stringify(event)) })),
      told.clock,
    )
  }

  /** Whether the bell told meanwhile what is newer than these rows: who was let in or out there must not be undone by them. */
  #isOverrun(topic: Topic, { clock, places }: Told): boolean {
    if (topic.clock > clock) return true
    return Object.entries(places ?? {}).some(([channelId, place]) => this.clockOf(channelId) > place.clock)
  }
}
