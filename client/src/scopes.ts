import { type Control, type DurableEvent, LIMITS, type MessagePage, type Position, type Welcome } from '@parley/protocol'
import { type CatchUpEvents, CatchUps } from './catch-up.ts'
import { Clock } from './clock.ts'

/** Rows of my own account; what names no channel besides is of the workspace (C7). */
const OWN: ReadonlySet<string> = new Set<DurableEvent['type']>(['membership.changed', 'read.changed', 'preferences.changed', 'later.changed'])

/** What the scopes need from the rest of the client. */
export interface ScopeEvents extends Omit<CatchUpEvents, 'changed'> {
  /** Rows of this channel are kept, so what was missed must be asked for. */
  holdsRows(channelId: string): boolean
  /** The hub follows this channel by membership: a resume may name it. */
  joined(channelId: string): boolean
  auth(): void
  syncing(syncing: boolean): void
}

type Synced = Extract<Control, { type: 'synced' }>

/** Where this client stands: a clock for each scope, and how what was missed is asked for. */
export class Scopes {
  readonly #events: ScopeEvents
  readonly #channels = new Map<string, Clock>()
  #me = new Clock(null, true)
  #workspace = new Clock(null, true)
  #epoch: string | null = null
  /** The clocks at which the last welcome was read. */
  #welcomed = { me: 0, workspace: 0 }
  /** Own scopes that were too far behind for rows; the welcome and what is asked for after it stand in. */
  readonly #resynced = new Set<'me' | 'workspace'>()
  /** From sending `auth` until the `synced` behind its answer; one that comes before the answer ends an older catch-up. */
  #resuming = true
  #answered = false
  #resumed: ReadonlySet<string> = new Set()
  readonly #catchUps: CatchUps

  constructor(events: ScopeEvents) {
    this.#events = events
    this.#catchUps = new CatchUps({ ...events, changed: () => this.#events.syncing(this.#resuming || this.#catchUps.any) })
  }

  /** My own scope: whatever is asked from now on is read at this clock or above. */
  get me(): number {
    return Math.max(this.#me.known ?? 0, this.#welcomed.me)
  }

  /** Goes on from clocks that came with their rows. */
  hydrate({ epoch, me, workspace }: Welcome, pages: readonly MessagePage[]): void {
    this.#epoch = epoch
    this.#me = new Clock(me, true)
    this.#workspace = new Clock(workspace.clock, true)
    for (const { channelId, clock } of pages) this.#channels.set(channelId, new Clock(clock, true))
  }

  /** The clocks of my own scopes and their history; null before they are known. */
  standing(): { epoch: string; me: number; workspace: number } | null {
    const [me, workspace] = [this.#me.known, this.#workspace.known]
    return this.#epoch === null || me === null || workspace === null ? null : { epoch: this.#epoch, me, workspace }
  }

  /** A catch-up begins; answers where we stand. Events that come from here to `synced` move no clock. */
  begin(): Position {
    this.#resuming = true
    this.#answered = false
    this.#catchUps.abandon()
    this.#resynced.clear()
    for (const clock of [this.#me, this.#workspace, ...this.#channels.values()]) clock.startCatchUp()
    const clocks = this.#positions()
    this.#resumed = new Set(Object.keys(clocks))
    const standing = this.standing()
    return standing ? { ...standing, clocks } : {}
  }

  /** Another epoch: nothing known counts any more. */
  reset(): void {
    this.#channels.clear()
    this.#catchUps.abandon()
    this.#resumed = new Set()
    this.#me = new Clock(null, true)
    this.#workspace = new Clock(null, true)
    this.#welcomed = { me: 0, workspace: 0 }
    this.#epoch = null
  }

  welcome(welcome: Welcome): void {
    this.#epoch = welcome.epoch
    this.#answered = true
    this.#welcomed = { me: welcome.me, workspace: welcome.workspace.clock }
    if (this.#me.known === null) this.#me.restart(welcome.me)
    if (this.#workspace.known === null) this.#workspace.restart(welcome.workspace.clock)
    for (const [id, clock] of this.#channels) if (!this.#resumed.has(id) && !this.#events.holdsRows(id)) clock.restart(null)
  }

  /** This scope's rows were not told: it goes on from the welcome. */
  resync(scope: 'me' | 'workspace'): void {
    this.#resynced.add(scope)
  }

  known(channelId: string): number | null {
    return this.#channels.get(channelId)?.known ?? null
  }

  /** A head was read at `at`: it is all there is to know of a channel without rows; with rows, what lies between is asked for. */
  head(channelId: string, at: number): void {
    const clock = this.#of(channelId)
    if (this.#resuming && this.#resumed.has(channelId)) return
    if (clock.known === null || !this.#events.holdsRows(channelId)) clock.restart(Math.max(clock.known ?? 0, at))
    else if (at > clock.known) void this.#catchUps.run(channelId, clock)
    this.#close(channelId, clock)
  }

  /** A page was read at `at`; `before` is what was known when it was asked for. It tells the clock only where none was known. */
  page(channelId: string, at: number, before: number | null): void {
    const clock = this.#of(channelId)
    if (clock.known === null) clock.restart(at)
    else if (before === null && at < clock.known) {
      clock.reached(at)
      void this.#catchUps.run(channelId, clock)
    }
    this.#close(channelId, clock)
  }

  /** The row of this event is applied. */
  saw(event: DurableEvent): void {
    const clock = this.#scope(event)
    clock.saw(event.rev)
    if (!clock.gap) return
    if ('channelId' in event) void this.#catchUps.run(event.channelId, clock)
    else this.#events.auth()
  }

  synced(synced: Synced): void {
    if (!this.#resuming || !this.#answered) return
    this.#resuming = false
    this.#me.endCatchUp(this.#own('me', this.#me, synced.me))
    this.#workspace.endCatchUp(this.#own('workspace', this.#workspace, synced.workspace))
    for (const [id, clock] of this.#channels) this.#settle(id, clock, synced)
    if (this.#me.gap || this.#workspace.gap) this.#events.auth()
    else if (!this.#catchUps.any) this.#events.syncing(false)
  }

  forget(channelId: string): void {
    this.#channels.delete(channelId)
  }

  /** The rows were dropped: the next head or page tells the clock. */
  restart(channelId: string): void {
    this.#channels.get(channelId)?.endCatchUp(null)
  }

  /** The sum a ping's answer must show; null while it cannot be told. */
  sum(channelIds: readonly string[]): number | null {
    const clocks = [this.#me, this.#workspace, ...channelIds.map((id) => this.#channels.get(id))]
    let sum = 0
    for (const clock of clocks) {
      if (!clock || clock.known === null || clock.catchingUp) return null
      sum += clock.known
    }
    return sum
  }

  #own(scope: 'me' | 'workspace', clock: Clock, synced = 0): number {
    return Math.max(clock.known ?? 0, this.#resynced.has(scope) ? this.#welcomed[scope] : synced)
  }

  #positions(): Record<string, number> {
    const known = [...this.#channels].flatMap(([id, { known }]) =>
      known !== null && this.#events.joined(id) && this.#events.holdsRows(id) ? [[id, known] as const] : [],
    )
    return Object.fromEntries(known.slice(0, LIMITS.resumeScopes))
  }

  #of(channelId: string): Clock {
    const known = this.#channels.get(channelId)
    if (known) return known
    const clock = new Clock(null, this.#resuming)
    this.#channels.set(channelId, clock)
    return clock
  }

  #scope(event: DurableEvent): Clock {
    if ('channelId' in event) return this.#of(event.channelId)
    return OWN.has(event.type) ? this.#me : this.#workspace
  }

  #settle(channelId: string, clock: Clock, synced: Synced): void {
    if (this.#catchUps.has(channelId)) return
    const at = this.#resumed.has(channelId) ? synced.clocks[channelId] : undefined
    if (synced.more.includes(channelId)) {
      if (at !== undefined) clock.reached(at)
      void this.#catchUps.run(channelId, clock)
      return
    }
    clock.endCatchUp(at ?? clock.known)
    this.#close(channelId, clock)
  }

  /** Asks for what is missing, if anything is. */
  #close(channelId: string, clock: Clock): void {
    if (clock.gap) void this.#catchUps.run(channelId, clock)
  }
}
