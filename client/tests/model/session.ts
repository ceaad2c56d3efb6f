import { ChatError, type Command, type CommandName, errors, type Message, type MessagePage, type Position, type Welcome } from '@parley/protocol'
import { pick } from './random.ts'
import type { Notice, World } from './world.ts'

type Inputs = { [N in CommandName]: Command<N> }
type Lane = object[]

/** Bounds of the model, small so that walks reach them. */
export interface Bounds {
  catchUpRows: number
  headsAtStart: number
}

/**
 * One connection of the model server. What it says waits in lanes: each scope's events in order, a catch-up in order, answers
 * in any order; `deliver` lets the next frame of a random lane through, so every order that the wire allows is tried.
 */
export class Session {
  readonly world: World
  readonly userId: string
  readonly bounds: Bounds
  readonly lanes = new Map<string, Lane>()
  readonly requests: { id: number; type: string; data: unknown }[] = []
  /** Before everything in the lanes: frames that a removal pushed out. */
  #settled: Lane = []
  #following = new Set<string>()
  #opened = new Set<string>()
  #say: ((frame: string) => void) | null
  #answers = 0
  auths = 0
  readonly seen: string[] = []

  constructor(world: World, userId: string, bounds: Bounds, say: (frame: string) => void) {
    this.world = world
    this.userId = userId
    this.bounds = bounds
    this.#say = say
    world.listeners.add(this.#notice)
    for (const channelId of world.roomsOf(userId)) this.#follow(channelId)
    this.#push('control', { type: 'hello', protocol: 1, epoch: world.epoch, now: Date.now(), heartbeatMs: 25_000, limits: {}, auth: 'ok' })
  }

  get busy(): boolean {
    return this.requests.length > 0 || this.#settled.length > 0 || this.lanes.size > 0
  }

  receive(frame: string): void {
    this.requests.push(JSON.parse(frame))
  }

  /** Lets one thing happen: a request arrives, or a frame leaves. */
  step(random: () => number): boolean {
    if (this.requests.length > 0 && (random() < 0.4 || (this.lanes.size === 0 && this.#settled.length === 0))) {
      const request = this.requests.shift()
      if (request) this.#answer(request)
      return true
    }
    const frame = this.#settled.shift() ?? this.#next(random)
    if (frame) this.#say?.(JSON.stringify(frame))
    return frame !== undefined
  }

  /** The reader was too slow: what is due is dropped, and it is told. */
  lag(): void {
    if (this.auths === 0) return
    this.lanes.clear()
    this.#settled = [{ type: 'lagged' }]
  }

  /** One live event is lost and nobody notices. */
  lose(random: () => number): boolean {
    const scopes = [...this.lanes.keys()].filter((name) => name.startsWith('scope '))
    if (scopes.length === 0) return false
    this.#take(pick(scopes, random))
    return true
  }

  end(): void {
    this.#say = null
    this.world.listeners.delete(this.#notice)
  }

  #push(lane: string, frame: object): void {
    this.lanes.set(lane, [...(this.lanes.get(lane) ?? []), frame])
  }

  #take(name: string): object | undefined {
    const [frame, ...rest] = this.lanes.get(name) ?? []
    if (rest.length > 0) this.lanes.set(name, rest)
    else this.lanes.delete(name)
    return frame
  }

  #next(random: () => number): object | undefined {
    return this.lanes.size === 0 ? undefined : this.#take(this.lanes.has('control') ? 'control' : pick([...this.lanes.keys()], random))
  }

  /** Everything said so far leaves before what is said next. */
  #barrier(): void {
    for (const [name, lane] of this.lanes) {
      if (!name.startsWith('scope ')) continue
      this.#settled.push(...lane)
      this.lanes.delete(name)
    }
  }

  #notice = (notice: Notice): void => {
    if ('event' in notice) {
      const mine = notice.scope === this.userId || notice.scope === 'workspace' || this.#following.has(notice.scope)
      if (mine) this.#push(`scope ${notice.scope}`, notice.event)
    } else if ('joined' in notice) {
      if (notice.joined.userId === this.userId) this.#follow(notice.joined.channelId)
    } else if ('left' in notice) {
      if (notice.left.userId === this.userId) this.#lose(notice.left.channelId)
    } else this.#gone(notice.gone)
  }

  #gone({ userId, channelId }: { userId: string; channelId: string }): void {
    const stranger = userId === 'strangers' && this.#opened.has(channelId)
    if (!stranger && userId !== this.userId) return
    this.#lose(channelId)
    this.#barrier()
    this.#settled.push({ type: 'gone', channelIds: [channelId] })
  }

  #follow(channelId: string): void {
    this.#following.add(channelId)
    this.#opened.delete(channelId)
  }

  #lose(channelId: string): void {
    this.#following.delete(channelId)
    this.#opened.delete(channelId)
  }

  #answer({ id, type, data }: { id: number; type: string; data: unknown }): void {
    this.seen.push(type)
    try {
      if (type === 'auth') return this.#auth(id, data as Position)
      if (type === 'ping') {
        this.#barrier()
        this.#settled.push({ re: id, data: { now: Date.now(), sum: this.#sum() } })
        return
      }
      this.#reply({ re: id, data: this.#run(type as CommandName, data as never) })
    } catch (error) {
      if (!(error instanceof ChatError)) throw error
      this.#reply({ re: id, error: { code: error.code, message: error.message, retry: errors[error.code].retry } })
    }
  }

  /** Each answer in a lane of its own. */
  #reply(frame: object): void {
    this.#push(`answer ${this.#answers++}`, frame)
  }

  #sum(): number {
    const channels = [...this.#following].map((id) => this.world.room(id).clock)
    return channels.reduce((sum, clock) => sum + clock, (this.world.me.get(this.userId) ?? 0) + this.world.workspaceClock)
  }

  #auth(id: number, position: Position): void {
    const { world, userId } = this
    this.auths++
    for (const channelId of world.roomsOf(userId)) this.#follow(channelId)
    const clocks = Object.entries(position.clocks ?? {})
    const future = (position.me ?? 0) > (world.me.get(userId) ?? 0) || clocks.some(([channelId, clock]) => clock > (world.rooms.get(channelId)?.clock ?? clock))
    const reset = (position.epoch !== undefined && position.epoch !== world.epoch) || future
    const gone = reset ? [] : clocks.flatMap(([channelId]) => (world.mayRead(userId, channelId) ? [] : channelId))
    const lane = 'catch-up'
    if (reset) this.#push(lane, { type: 'resync', scope: 'all' })
    this.#push(lane, { re: id, data: this.welcome(gone) })
    this.#catchUp(lane, reset || position.epoch === undefined ? {} : position)
  }

  welcome(gone: string[] = []): Welcome {
    const { world, userId, bounds } = this
    const user = world.users.get(userId)
    if (!user) throw new ChatError('unauthenticated', 'Who are you?')
    const heads = this.#heads()
    return structuredClone({
      user,
      session: userId,
      epoch: world.epoch,
      channels: heads.slice(0, bounds.headsAtStart),
      more: heads.length > bounds.headsAtStart,
      me: world.me.get(userId) ?? 0,
      workspace: { ...world.workspace, clock: world.workspaceClock },
      gone,
    })
  }

  #heads = () => this.world.roomsOf(this.userId).map((channelId) => this.world.head(this.userId, channelId))

  #catchUp(lane: string, position: Position): void {
    const { world, userId, bounds } = this
    const clocks: Record<string, number> = {}
    const more: string[] = []
    const own: { me?: number; workspace?: number } = {}
    if (position.me !== undefined) own.me = this.#whole(lane, 'me', world.ownSince(userId, position.me), world.me.get(userId) ?? 0)
    if (position.workspace !== undefined) own.workspace = this.#whole(lane, 'workspace', world.workspaceSince(position.workspace), world.workspaceClock)
    for (const [channelId, clock] of Object.entries(position.clocks ?? {})) {
      if (!world.mayRead(userId, channelId)) continue
      const missed = world.since(userId, channelId, clock)
      const told = missed.slice(0, bounds.catchUpRows)
      for (const event of told) this.#push(lane, event)
      clocks[channelId] = told.length < missed.length ? (told.at(-1)?.rev ?? clock) : world.room(channelId).clock
      if (told.length < missed.length) more.push(channelId)
    }
    this.#push(lane, { type: 'synced', clocks, more, ...own })
  }

  #whole(lane: string, scope: 'me' | 'workspace', events: object[], clock: number): number {
    if (events.length > this.bounds.catchUpRows) this.#push(lane, { type: 'resync', scope })
    else for (const event of events) this.#push(lane, event)
    return clock
  }

  #run<N extends CommandName>(type: N, input: Inputs[N]): unknown {
    const run = this.#commands[type]
    if (!run) throw new ChatError('bad_request', `The model knows no ${type}`)
    return run(input)
  }

  #readable(channelId: string): void {
    if (!this.world.mayRead(this.userId, channelId)) throw new ChatError('not_found', 'There is no such channel')
  }

  readonly #commands: { [N in CommandName]?: (input: Inputs[N]) => unknown } = {
    'message.send': ({ channelId, content, id }) => this.world.send(this.userId, channelId, content, id),
    'message.page': (input) => this.page(input),
    'reaction.set': ({ messageId, emoji, on }) => {
      const room = [...this.world.rooms.values()].find(({ messages }) => messages.some(({ id }) => id === messageId))
      const seq = room?.messages.find(({ id }) => id === messageId)?.seq
      if (!room || !seq || !this.world.joined(this.userId, room.row.id)) throw new ChatError('not_found', 'There is no such message')
      return this.world.react(this.userId, room.row.id, seq, emoji, on)
    },
    'channel.get': ({ channelId }) => this.world.head(this.userId, channelId),
    'channel.list': ({ cursor }) => {
      const heads = this.#heads()
      const next = Number(cursor ?? 0) + this.bounds.headsAtStart
      return { channels: heads.slice(Number(cursor ?? 0), next), cursor: next < heads.length ? String(next) : null }
    },
    'channel.follow': ({ channelId }) => {
      const head = this.world.head(this.userId, channelId)
      if (!this.#following.has(channelId)) this.#opened.add(channelId)
      this.#following.add(channelId)
      return head
    },
    'channel.unfollow': ({ channelId }) => {
      if (this.#opened.has(channelId)) this.#lose(channelId)
      return {}
    },
    'channel.sync': ({ channelId, clock }) => {
      this.#readable(channelId)
      const missed = this.world.since(this.userId, channelId, clock)
      const events = missed.slice(0, this.bounds.catchUpRows)
      const more = events.length < missed.length
      return { events, more, clock: more ? (events.at(-1)?.rev ?? clock) : this.world.room(channelId).clock }
    },
    'channel.read': ({ channelId, seq, urev }) => {
      this.#readable(channelId)
      return this.world.read(this.userId, channelId, seq, urev)
    },
    'channel.unread': ({ channelId, seq }) => {
      this.#readable(channelId)
      return this.world.unread(this.userId, channelId, seq)
    },
    'member.list': ({ channelId }) => {
      this.#readable(channelId)
      return { members: [...this.world.room(channelId).members.values()].flatMap(({ member }) => (member.joined ? structuredClone(member) : [])), cursor: null }
    },
    'user.get': ({ userIds }) => ({ users: userIds.flatMap((id) => structuredClone(this.world.users.get(id)) ?? []) }),
    'group.list': () => ({ groups: [structuredClone(this.world.crew)] }),
    'presence.watch': () => ({}),
  }

  page({ channelId, before, after, around, limit = 50 }: Command<'message.page'>): MessagePage {
    this.#readable(channelId)
    const { messages, clock, row } = this.world.room(channelId)
    const from = this.world.fromSeq(this.userId, channelId)
    const all = messages.filter((message) => message.seq >= from)
    const below = (seq: number, n: number) => all.filter((message) => message.seq < seq).slice(-n)
    const above = (seq: number, n: number) => all.filter((message) => message.seq >= seq).slice(0, n)
    const rows = (): Message[] => {
      if (before !== undefined) return below(before, limit)
      if (after !== undefined) return above(after + 1, limit)
      if (around === undefined) return below(Number.MAX_SAFE_INTEGER, limit)
      const older = below(around, Math.floor(limit / 2))
      return [...older, ...above(around, limit - older.length)]
    }
    const shown = rows()
    const tallies = this.world.tallies(this.userId, channelId, shown)
    return structuredClone({
      messages: shown,
      ...tallies,
      channelId,
      clock,
      lastSeq: messages.length,
      firstSeq: Math.max(row.firstSeq, from),
      epoch: this.world.epoch,
    })
  }
}
