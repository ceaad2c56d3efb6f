import type { Channel, DurableEvent, Position, ServerEvent } from '@parley/protocol'
import { syncedSchema } from '@parley/protocol/schemas'
import { expect } from 'vitest'
import type { Person } from './harness.ts'
import type { Wire } from './wire.ts'

interface Kept {
  scope: string
  rev: number
  row: unknown
}

/** What names a row, the scope it belongs to [C7], and the row without what its scope's clock says already. */
function rowOf(event: DurableEvent): { key: string; scope: string; row: unknown } {
  switch (event.type) {
    case 'message.changed':
      return { key: `message ${event.message.id}`, scope: event.channelId, row: event.message }
    case 'member.changed':
      return { key: `member ${event.channelId} ${event.member.userId}`, scope: event.channelId, row: event.member }
    case 'reaction.changed':
      return { key: `reaction ${event.reaction.messageId} ${event.reaction.emoji} ${event.reaction.userId}`, scope: event.channelId, row: event.reaction }
    case 'channel.changed':
      return { key: `channel ${event.channelId}`, scope: event.channelId, row: withoutClock(event.channel) }
    case 'membership.changed':
      return { key: `membership ${event.membership.channelId}`, scope: 'me', row: event.membership }
    case 'read.changed':
      return { key: `read ${event.read.channelId}`, scope: 'me', row: event.read }
    case 'preferences.changed':
      return { key: 'preferences', scope: 'me', row: event.preferences }
    case 'later.changed':
      return { key: `${event.later.type} ${event.later.id}`, scope: 'me', row: event.later }
    case 'user.changed':
      return { key: `user ${event.user.id}`, scope: 'workspace', row: event.user }
    case 'group.changed':
      return { key: `group ${event.group.id}`, scope: 'workspace', row: event.group }
    case 'emoji.changed':
      return { key: `emoji ${event.emoji.id}`, scope: 'workspace', row: event.emoji }
    case 'workspace.changed':
      return { key: 'workspace', scope: 'workspace', row: event.workspace }
  }
}

const withoutClock = ({ clock: _clock, lastSeq: _lastSeq, ...row }: Channel) => row

/** A client's whole memory by the rules of the SPEC and nothing else: rows by rev [C4], clocks by one [C5]. */
export class Mirror {
  readonly rows = new Map<string, Kept>()
  readonly clocks = new Map<string, number>()
  /** Whether a hole was seen: a reason to resume, where holes may be. */
  isHoled = false
  readonly #mayHaveHoles: boolean
  #read = 0

  constructor(mayHaveHoles = false) {
    this.#mayHaveHoles = mayHaveHoles
  }

  /** Takes one event's row; answers the scope. */
  keep(event: DurableEvent): string {
    const { key, scope, row } = rowOf(event)
    if ((this.rows.get(key)?.rev ?? -1) < event.rev) this.rows.set(key, { scope, rev: event.rev, row })
    if (event.type === 'membership.changed' && !event.membership.joined && !event.membership.thread) this.forget(event.membership.channelId)
    return scope
  }

  /** A public channel that one left is told to the end of the catch-up; what it told is not kept. */
  #holds(event: DurableEvent): boolean {
    const { scope } = rowOf(event)
    return scope === 'me' || scope === 'workspace' || this.clocks.has(scope)
  }

  forget(channelId: string): void {
    this.clocks.delete(channelId)
    for (const [key, { scope }] of this.rows) if (scope === channelId) this.rows.delete(key)
  }

  /** Folds what a live socket told since the last time. A hole in a clock is a failure here, unless holes may be. */
  async follow(wire: Wire): Promise<void> {
    const sum = await this.listen(wire)
    expect(sum, '[W28] the sum of all clocks').toBe([...this.clocks.values()].reduce((all, clock) => all + clock, 0))
  }

  /** The same without looking at the sum, which it answers. */
  async listen(wire: Wire): Promise<number> {
    const { sum } = await wire.ping()
    const told = wire.events.slice(this.#read)
    this.#read = wire.events.length
    for (const event of told) this.#live(event)
    await this.#meet(wire)
    return sum
  }

  #live(event: ServerEvent): void {
    if (event.type === 'gone') for (const id of event.channelIds) this.forget(id)
    if (!('rev' in event)) return
    const scope = rowOf(event).scope
    const known = this.clocks.get(scope)
    if (known !== undefined && !this.#mayHaveHoles) expect(event.rev, `[C1] the clock of ${event.type}`).toBe(known + 1)
    if (known !== undefined && event.rev > known + 1) this.isHoled = true
    else if (known !== undefined) this.clocks.set(scope, Math.max(known, event.rev))
    if (known !== undefined || event.type === 'membership.changed') this.keep(event)
  }

  /** Reads the channels that one is in and holds no clock of. */
  async #meet(wire: Wire): Promise<void> {
    for (const { row } of [...this.rows.values()]) {
      const { channelId, joined, level, thread } = row as { channelId?: string; joined?: boolean; level?: string; thread?: boolean }
      // A thread is heard while it is open, whoever follows it [W20].
      if (channelId === undefined || level === undefined || !joined || thread || this.clocks.has(channelId)) continue
      await this.hold(wire, channelId)
    }
  }

  /** Reads a channel whole, and holds its clock from here on. */
  async hold(wire: Wire, channelId: string): Promise<void> {
    const { events, clock } = await wire.say('channel.sync', { channelId, clock: 0 })
    for (const event of events) this.keep(event)
    this.clocks.set(channelId, clock)
  }

  position(epoch: string): Position {
    const { me = 0, workspace = 0, ...clocks } = Object.fromEntries(this.clocks)
    return { epoch, clocks, me, workspace }
  }

  /** Comes back with what is known, as a client that was away. */
  async resume(wire: Wire, epoch: string): Promise<void> {
    this.isHoled = false
    const { welcome, synced, caughtUp } = await wire.auth(this.position(epoch))
    expect(caughtUp.filter(({ type }) => type === 'resync')).toEqual([])
    expect(synced.more).toEqual([])
    for (const id of welcome.gone) this.forget(id)
    for (const event of caughtUp) if ('rev' in event && this.#holds(event)) this.keep(event)
    for (const [id, clock] of Object.entries(synced.clocks)) if (this.clocks.has(id)) this.clocks.set(id, clock)
    this.clocks.set('me', synced.me ?? 0).set('workspace', synced.workspace ?? 0)
    await this.#meet(wire)
    this.#read = wire.events.length
  }

  state = () => ({
    rows: Object.fromEntries([...this.rows].map(([key, { row }]) => [key, row] as const).sort(([a], [b]) => (a < b ? -1 : 1))),
    clocks: Object.fromEntries([...this.clocks].sort(([a], [b]) => (a < b ? -1 : 1))),
  })
}

/** The state as a fresh start reads it: everything above zero, of the same scopes. */
export async function freshState(person: Person, channelIds: readonly string[]) {
  const clocks = Object.fromEntries(channelIds.map((id) => [id, 0]))
  const answered = await person.rest('POST', '/api/sync', { clocks, me: 0, workspace: 0 })
  const { events, clocks: reached, me, workspace, gone } = syncedSchema.parse(answered.body)
  expect(gone).toEqual([])
  const mirror = new Mirror()
  for (const [id, clock] of Object.entries(reached)) mirror.clocks.set(id, clock)
  mirror.clocks.set('me', me).set('workspace', workspace)
  for (const event of events) {
    const { key, scope, row } = rowOf(event)
    mirror.rows.set(key, { scope, rev: event.rev, row })
  }
  return mirror.state()
}
