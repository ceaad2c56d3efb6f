import { type Answer, type Command, type DurableEvent, type Head, LIMITS, type Position, type Synced, type Welcome } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import { type Comparison, type Missed, weigh } from '../store/ops/sync.ts'
import type { Known, Told } from '../store/ops/told.ts'
import type { Welcomed } from '../store/ops/welcome.ts'
import type { Store } from '../store/store.ts'

/** What a client missed, and where it stands: the resume of both edges. */
export class Sync {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  get epoch(): string {
    return this.#store.identity.epoch
  }
  get workspaceId(): string {
    return this.#store.identity.workspaceId
  }

  followed = (me: Actor) => this.#store.read('followed', { userId: me.userId })
  welcomed = (me: Actor): Promise<Welcomed> => this.#store.read('welcome', { userId: me.userId })

  welcomeOf(me: Actor, welcomed: Welcomed, gone: string[]): Welcome {
    const { user, channels, more, me: clock, workspace } = welcomed
    return { user, session: me.sessionId, epoch: this.epoch, channels, more, me: clock, workspace, gone }
  }

  headBeginning = (me: Actor, start: string): Promise<Head | null> => this.#store.read('head.beginning', { userId: me.userId, start })

  compare = (me: Actor, { clocks = {}, me: own, workspace }: Position): Promise<Comparison> =>
    this.#store.read('sync.compare', { userId: me.userId, clocks, me: own, workspace })

  channelSince = (me: Actor, channelId: string, since: number): Promise<Missed> => this.#store.read('sync.channel', { userId: me.userId, channelId, since })
  ownSince = (me: Actor, since: number): Promise<Missed> => this.#store.read('sync.own', { userId: me.userId, since })
  workspaceSince = (since: number): Promise<Missed> => this.#store.read('sync.workspace', { since })

  /** The same against a welcome, which knows all of it but of the channels that one is not in. */
  async compareWith(me: Actor, { clocks = {}, me: own = 0, workspace = 0 }: Position, welcomed: Welcomed): Promise<Comparison> {
    const mine = new Map(welcomed.memberOf.map((place) => [place.id, place]))
    const others = Object.fromEntries(Object.entries(clocks).filter(([id]) => !mine.has(id)))
    const answer: Comparison = { future: false, behind: [], level: {}, gone: [], partly: [] }
    if (Object.keys(others).length > 0) Object.assign(answer, await this.compare(me, { clocks: others }))
    answer.future ||= own > welcomed.me || workspace > welcomed.workspace.clock
    for (const [id, known] of Object.entries(clocks)) {
      const place = mine.get(id)
      if (place) weigh(answer, place, known)
    }
    return answer
  }

  recent = (channelId: string, since: number) => this.#store.read('sync.recent', { channelId, since })

  /** For the hub: what a scope told since a clock, and who of these may hear it; which have moved on; another epoch. */
  told = (scopeId: string, since: number, userIds: readonly string[]): Promise<Told> => this.#store.read('scope.told', { scopeId, since, userIds })
  news = (known: readonly Known[]): Promise<{ epoch: string; moved: Known[] }> => this.#store.read('scope.news', { known })
  begin(epoch: string): void {
    this.#store.identity.epoch = epoch
  }

  async channel(me: Actor, { channelId, clock }: Command<'channel.sync'>): Promise<Answer<'channel.sync'>> {
    return this.channelSince(me, channelId, clock)
  }

  /** `POST /api/sync`: one page of everything missed, so that a bot without a socket is gap-free too. */
  async once(me: Actor, position: Position): Promise<Synced> {
    const { me: ownClock, workspace } = await this.followed(me)
    const stranger = position.epoch !== undefined && position.epoch !== this.epoch
    const compared = stranger ? undefined : await this.compare(me, position)
    const start: Synced = { epoch: this.epoch, reset: false, events: [], clocks: {}, me: ownClock, workspace: workspace.clock, more: [], resync: [], gone: [] }
    if (!compared || compared.future) return { ...start, reset: true }

    const answer: Synced = { ...start, clocks: compared.level, gone: compared.gone }
    if (position.me !== undefined) answer.me = take(answer, 'me', await this.ownSince(me, position.me))
    if (position.workspace !== undefined) answer.workspace = take(answer, 'workspace', await this.workspaceSince(position.workspace))
    await this.#channels(me, position.clocks ?? {}, compared.behind, answer)
    return answer
  }

  async #channels(me: Actor, known: Readonly<Record<string, number>>, behind: readonly string[], answer: Synced): Promise<void> {
    for (const channelId of behind) {
      const since = known[channelId] ?? 0
      if (answer.events.length >= LIMITS.catchUpRows) {
        answer.clocks[channelId] = since
        answer.more.push(channelId)
        continue
      }
      const missed = await this.channelSince(me, channelId, since)
      answer.events.push(...missed.events)
      answer.clocks[channelId] = missed.clock
      if (missed.more) answer.more.push(channelId)
    }
  }
}

/** Too far behind is told as a flag, never as part of the rows. */
function take(answer: { events: DurableEvent[]; resync: ('me' | 'workspace')[] }, scope: 'me' | 'workspace', missed: Missed): number {
  if (missed.more) answer.resync.push(scope)
  else answer.events.push(...missed.events)
  return missed.clock
}
