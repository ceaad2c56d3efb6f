import { type Answer, ChatError, type CommandInput, type CommandName, type ErrorCode, errors, type Failure, LIMITS } from '@parley/protocol'
import { Pace } from './pace.ts'

/** Any command of the protocol. */
export type Call = <N extends CommandName>(name: N, input: CommandInput<N>) => Promise<Answer<N>>

interface Pending {
  type: string
  body: unknown
  resolve(answer: unknown): void
  reject(error: ChatError): void
  repeated: boolean
  timer?: ReturnType<typeof setTimeout>
}

const QUEUE_LIMIT = 100
const WAIT_MS = 10_000

/** Asking again changes nothing that the first time did not: reads, and sets that name their own id. */
const REPEATABLE: ReadonlySet<string> = new Set<CommandName>([
  'message.page',
  'message.get',
  'message.send',
  'message.delete',
  'message.pin',
  'message.pins',
  'message.edits',
  'reaction.set',
  'reaction.list',
  'channel.list',
  'channel.browse',
  'channel.get',
  'channel.direct',
  'channel.join',
  'channel.leave',
  'channel.follow',
  'channel.unfollow',
  'channel.read',
  'membership.update',
  'member.list',
  'user.list',
  'user.get',
  'search',
  'group.list',
  'mention.list',
  'mention.audience',
  'preferences.get',
  'later.list',
  'session.list',
  'invite.list',
])
const encoder = new TextEncoder()

/** Requests by id: queued while nobody is signed in, paced as the server asks, repeated once where that is safe. */
export class Requests {
  readonly #pace = new Pace(LIMITS.requestsPerSecond, LIMITS.requestBurst)
  readonly #inFlight = new Map<number, Pending>()
  readonly #queue: Pending[] = []
  #nextId = 1
  #write: ((frame: string) => void) | null = null
  #ready = false
  #timer: ReturnType<typeof setTimeout> | undefined

  call: Call = <N extends CommandName>(name: N, input: CommandInput<N>) =>
    new Promise<Answer<N>>((resolve, reject) => {
      if (this.#queue.length >= QUEUE_LIMIT) return reject(new ChatError('unavailable', 'Too many requests are waiting for the connection'))
      this.#enqueue({ type: name, body: input, resolve: (answer) => resolve(answer as Answer<N>), reject, repeated: false })
      this.#flush()
    })

  /** `auth` and `ping`: now or never. `at` hears the answer before the next frame is read: outside browsers many frames may come in one turn. */
  ask<T>(type: 'auth' | 'ping', body: unknown, at: (answer: T) => void = () => {}): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const answered = (answer: unknown): void => {
        at(answer as T)
        resolve(answer as T)
      }
      this.#send({ type, body, resolve: answered, reject, repeated: true })
    })
  }

  /** A socket is open. */
  open(write: (frame: string) => void, limits: Record<string, number>): void {
    this.#write = write
    // A little less than allowed: on the way requests bunch up, and `auth` and `ping` are not paced.
    this.#pace.reset((limits.requestsPerSecond ?? LIMITS.requestsPerSecond) * 0.9, (limits.requestBurst ?? LIMITS.requestBurst) - 5)
  }

  /** Somebody is signed in on it. */
  ready(): void {
    this.#ready = true
    this.#flush()
  }

  answer(frame: { re: number; data?: unknown; error?: Failure }): void {
    const pending = this.#inFlight.get(frame.re)
    if (!pending) return
    this.#inFlight.delete(frame.re)
    if (frame.error) pending.reject(failed(frame.error))
    else pending.resolve(frame.data)
    this.#flush()
  }

  /** The answers of what is in flight will not come: their outcome is unknown. */
  lost(): void {
    const unknown = [...this.#inFlight.values()]
    this.#inFlight.clear()
    const again = unknown.filter((pending) => !pending.repeated && REPEATABLE.has(pending.type))
    for (const pending of again.reverse()) this.#enqueue({ ...pending, repeated: true }, true)
    for (const pending of unknown)
      if (pending.repeated || !REPEATABLE.has(pending.type)) pending.reject(new ChatError('unavailable', 'The connection was lost before the answer came'))
  }

  /** The socket is closed. */
  close(): void {
    this.#write = null
    this.#ready = false
    clearTimeout(this.#timer)
    this.lost()
  }

  /** Nobody will come back. */
  abandon(reason: string): void {
    this.close()
    for (const pending of this.#queue.splice(0)) this.#refuse(pending, reason)
  }

  #enqueue(pending: Pending, first = false): void {
    if (first) this.#queue.unshift(pending)
    else this.#queue.push(pending)
    pending.timer = setTimeout(() => {
      this.#queue.splice(this.#queue.indexOf(pending), 1)
      this.#refuse(pending, 'There is no connection to the server')
    }, WAIT_MS)
  }

  #refuse(pending: Pending, reason: string): void {
    clearTimeout(pending.timer)
    pending.reject(new ChatError('unavailable', reason))
  }

  #flush(): void {
    clearTimeout(this.#timer)
    while (this.#ready && this.#queue.length > 0 && this.#inFlight.size < LIMITS.requestsInFlight) {
      const waitMs = this.#pace.take()
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#flush(), waitMs)
        return
      }
      const next = this.#queue.shift()
      if (next) this.#send(next)
    }
  }

  #send(pending: Pending): void {
    clearTimeout(pending.timer)
    if (!this.#write) return pending.reject(new ChatError('unavailable', 'There is no connection to the server'))
    const id = this.#nextId++
    const frame = JSON.stringify({ id, type: pending.type, data: pending.body })
    if (encoder.encode(frame).length > LIMITS.frameBytes) return pending.reject(new ChatError('too_large', 'Longer than the server takes at once'))
    this.#inFlight.set(id, pending)
    this.#write(frame)
  }
}

function failed(failure: Failure): ChatError {
  const code: ErrorCode = failure.code in errors ? failure.code : 'internal'
  return new ChatError(code, failure.message, failure.retryMs)
}
