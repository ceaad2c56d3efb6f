import { ChatError, type CloseReason, closes, LIMITS, PROTOCOL_VERSION, type ServerEvent, type Signal, TOLD_LIMITS } from '@parley/protocol'
import type { WebSocket } from 'ws'
import type { Actor } from '../models/actor.ts'
import type { Services } from '../services/index.ts'
import type { Followed } from '../store/ops/welcome.ts'
import { frameOf } from '../utils/frames.ts'
import type { Meters } from '../utils/meters.ts'
import { TokenBucket } from '../utils/token-bucket.ts'
import { answer } from './answer.ts'
import { Following } from './following.ts'
import type { Hub } from './hub.ts'
import { Outbound } from './outbound.ts'
import { rawSocketOf } from './raw.ts'
import { isReply, parseRequest } from './requests.ts'
import type { Listener } from './steering.ts'

type State = { at: 'greeting'; since: number } | { at: 'live'; me: Actor } | { at: 'closing'; since: number }

/** What a connection needs of the program. */
export interface Ground {
  services: Services
  hub: Hub
  meters: Meters
  rateLimits: boolean
  maxSockets: number
  /** How often the session rows behind open sockets are asked again. */
  sessionCheckMs: number
  /** Told of a connection that is signed in now: a visitor is one no more. */
  signedIn(session: Session): void
  /** Tells the log of a failure nobody expected. */
  unexpected(failure: unknown): void
}

const told = Object.fromEntries(TOLD_LIMITS.map((name) => [name, LIMITS[name]]))
const MALFORMED_ALLOWED = 20
/** How long the other side may take to answer our close. */
const CLOSING_MS = 3_000

/** One connection: greeting, live or closing. */
export class Session implements Listener {
  readonly ground: Ground
  readonly address: string
  readonly out: Outbound
  readonly following: Following
  readonly #socket: WebSocket
  readonly #bucket: TokenBucket
  #state: State
  #inFlight = 0
  #refused = 0
  #malformed = 0
  /** Resumes of one connection stand in a row. */
  resuming: Promise<void> | undefined
  lastPongAt: number
  pingedAt = 0
  /** Counted against its address. */
  isVisitor = false
  /** Kept by the heartbeat; 0: not known yet. */
  pingDueAt = 0

  constructor(socket: WebSocket, ground: Ground, address: string, now: number) {
    this.#socket = socket
    this.ground = ground
    this.address = address
    this.out = new Outbound(rawSocketOf(socket), ground.hub.turn)
    this.following = new Following(ground.hub, this)
    this.#bucket = new TokenBucket(LIMITS.requestsPerSecond, LIMITS.requestBurst, now)
    this.#state = { at: 'greeting', since: now }
    this.lastPongAt = now
  }

  get me(): Actor | undefined {
    return this.#state.at === 'live' ? this.#state.me : undefined
  }
  get userId(): string {
    return this.me?.userId ?? ''
  }
  get sessionId(): string {
    return this.me?.sessionId ?? ''
  }
  get isOpen(): boolean {
    return this.#state.at !== 'closing'
  }
  /** Requests that are not answered yet. */
  get inFlight(): number {
    return this.#inFlight
  }
  get isGreeting(): boolean {
    return this.#state.at === 'greeting'
  }

  hello(): void {
    this.say({
      type: 'hello',
      protocol: PROTOCOL_VERSION,
      epoch: this.ground.services.sync.epoch,
      now: Date.now(),
      heartbeatMs: LIMITS.heartbeatMs,
      limits: told,
      auth: this.me ? 'ok' : 'required',
    })
  }

  /** From here on the person's own scope and the workspace are heard; channels once they are checked. */
  signIn(me: Actor): void {
    this.#state = { at: 'live', me }
    const { hub, services } = this.ground
    hub.arrive(this)
    hub.follow(this, me.userId)
    hub.follow(this, services.sync.workspaceId)
    services.presence.set(this, 'online')
    this.ground.signedIn(this)
  }

  /** Hears what was read while the person was listened to. */
  hears(me: Actor, followed: Followed): void {
    this.following.hears(followed.channels)
    // Last: what waited for the person's own clock is told now, and may say who is let go.
    for (const known of [followed.workspace, { id: me.userId, clock: followed.me }]) this.ground.hub.begin(known)
  }

  /** Answers one text frame, or says why not. Unread frames wait in the kernel while 32 are unanswered. */
  async receive(text: string): Promise<void> {
    const since = performance.now()
    const wait = this.ground.rateLimits ? this.#bucket.take(Date.now()) : 0
    const request = parseRequest(text)
    if (isReply(request)) {
      this.push(request)
      if (++this.#malformed >= MALFORMED_ALLOWED) this.close('malformed')
      return
    }
    if (wait > 0) return this.#refuse(request.id, wait)
    if (this.#refused > 0) this.#refused--
    if (++this.#inFlight >= LIMITS.requestsInFlight) this.#socket.pause()
    try {
      this.push(await answer(this, request))
      if (request.type === 'message.send') this.ground.meters.acked(since)
    } finally {
      if (--this.#inFlight < LIMITS.requestsInFlight && this.#socket.isPaused) this.#socket.resume()
    }
  }

  /** Pings and pongs of the other side cost as much as requests. */
  control(now: number): void {
    if (this.ground.rateLimits && this.#bucket.take(now) > 0 && ++this.#refused >= LIMITS.requestBurst * 2) this.close('tooFast')
  }

  /** Answers a ping of the other side, unless they come too fast or what was answered before is not read. */
  pong(payload: Buffer, now: number): void {
    this.control(now)
    if (this.isOpen && this.out.unsentBytes <= LIMITS.signalUnsentBytes) this.#socket.pong(payload)
  }

  #refuse(id: number, retryMs: number): void {
    if (++this.#refused >= LIMITS.requestBurst * 2) return this.close('tooFast')
    this.push({ re: id, error: { code: 'too_fast', message: 'Too many requests on this connection', retry: 'later', retryMs } })
  }

  say(event: ServerEvent): void {
    this.push(event)
  }

  push(frame: unknown): void {
    if (this.isOpen) this.out.push(frameOf(JSON.stringify(frame)))
  }

  signal(signal: Signal): void {
    if (this.isOpen) this.out.pushSignal(frameOf(JSON.stringify(signal)))
  }

  deliver(topicId: string, chunk: Buffer): void {
    if (this.isOpen && this.following.pass(topicId, chunk)) this.out.push(chunk)
  }

  deliverSignal(topicId: string, frame: Buffer): void {
    if (this.isOpen && (topicId === this.userId || this.following.has(topicId))) this.out.pushSignal(frame)
  }

  joined(channelId: string, clock: number): void {
    this.following.joined(channelId, clock)
  }

  left(channelId: string, readable: boolean): void {
    // Whoever opened it did so after they left: what is told late undoes nothing.
    if (readable && this.following.isOpened(channelId)) return
    this.following.lost(channelId)
    if (!readable) this.#lose([channelId, ...this.following.threadsIn(channelId)])
  }

  #lose(channelIds: readonly string[]): void {
    for (const channelId of channelIds) this.following.lost(channelId)
    this.say({ type: 'gone', channelIds: [...channelIds] })
  }

  closed(channelId: string): void {
    if (this.following.isOpened(channelId)) return this.left(channelId, false)
    const threads = this.following.isMine(channelId) ? [] : this.following.threadsIn(channelId)
    if (threads.length > 0) this.#lose(threads)
  }

  confined(): void {
    const opened = this.following.opened().filter((channelId) => !this.following.isMine(channelId))
    for (const channelId of opened) this.following.lost(channelId)
    if (opened.length > 0) this.say({ type: 'gone', channelIds: opened })
  }

  signOut(): void {
    this.close('signedOut')
  }

  crowdedOut(): void {
    this.close('tooMany')
  }

  /** Says why in words and ends; what is due is written first. */
  close(reason: CloseReason): void {
    if (!this.isOpen) return
    this.ground.hub.turn.flushTopics()
    this.out.flush()
    this.forget()
    this.#socket.close(closes[reason].code, closes[reason].reason)
  }

  /** A connection that hears nothing, or was told a part of what it missed, must not look like one on which nothing happens: it comes back and asks again. */
  deaf(failure: unknown): void {
    if (!(failure instanceof ChatError)) this.ground.unexpected(failure)
    this.close('internal')
  }

  /** Lets go of everything that points at this connection. */
  forget(): void {
    const { me } = this
    if (!this.isOpen) return
    if (me) {
      // While the state still says whose connection this is.
      this.unhear(me)
      this.ground.hub.leave(this)
      this.ground.services.presence.leave(this)
    }
    this.#state = { at: 'closing', since: Date.now() }
  }

  /** Follows nothing any more. */
  unhear(me: Actor): void {
    const { hub, services } = this.ground
    this.following.clear()
    hub.unfollow(this, me.userId)
    hub.unfollow(this, services.sync.workspaceId)
  }

  /** Called by the heartbeat; decides from the state alone whether this connection still deserves its socket. */
  sweep(now: number): void {
    if (this.#state.at === 'closing') return now - this.#state.since > CLOSING_MS ? this.#socket.terminate() : undefined
    if (this.#state.at === 'greeting' && now - this.#state.since > LIMITS.visitorMs) return this.close('signedOut')
    if (this.out.laggingMs(now) > LIMITS.slowReaderMs) return this.close('tooSlow')
    // The deadline rests while we do not read the socket ourselves.
    if (this.pingedAt > this.lastPongAt && now - this.pingedAt > LIMITS.pongMs && !this.#socket.isPaused) return this.#socket.terminate()
  }

  ping(now: number): void {
    this.pingedAt = now
    this.#socket.ping()
  }
}
