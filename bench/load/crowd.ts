import { CONTENT_BYTES, contentOf, dialects, numberIn, startsWith } from './dialects.ts'
import type { Histogram } from './histogram.ts'
import { Link } from './link.ts'
import type { Arrival, Plan, RoomPlan } from './plan.ts'
import { Poster } from './post.ts'
import { Room } from './room.ts'

const AT_ONCE = 50
/** What the last one joined, or was told, has a moment to come to rest. */
const SETTLE_MS = 700

interface Seat {
  link: Pick<Link, 'send' | 'close'>
  room: string
}

/** Hears one connection's text frames. `index` is its place among the senders. */
type Ear = (length: number, payload: Buffer | undefined, index: number) => void

/** What a message's fate is told to. */
export interface Fate {
  answered(n: number): void
  delivered(n: number): void
}

/** All the connections of a workload, seated in their rooms. */
export class Crowd {
  readonly senders: Seat[] = []
  readonly size: number
  readonly #seats: Seat[] = []
  readonly #rooms: Room[] = []
  readonly #counts: { count: number }[] = []
  readonly #plan: Plan
  readonly #fate: Fate
  #arrived = 0

  constructor(plan: Plan, fate: Fate) {
    this.#plan = plan
    this.#fate = fate
    this.size = plan.rooms.reduce((size, room) => size + room.senders.length + room.listeners.length, 0)
  }

  /** Connects everybody, some at a time, and gives the server a moment to seat the last one. */
  async seat(): Promise<Arrival> {
    const arrivals = this.#plan.rooms.flatMap((room) => this.#arrivals(room)).reverse()
    const since = performance.now()
    const cpu = process.cpuUsage()
    const come = async (): Promise<void> => {
      for (let next = arrivals.pop(); next; next = arrivals.pop()) await next()
    }
    await Promise.all(Array.from({ length: AT_ONCE }, come))
    const seconds = (performance.now() - since) / 1_000
    const used = process.cpuUsage(cpu)
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    this.reset()
    return { connections: this.size, seconds, generatorCpu: (used.user + used.system) / 1e6 / seconds }
  }

  /** Sends message `n` from one of the senders in turn. */
  send(n: number): void {
    const seat = this.senders[n % this.senders.length]
    seat?.link.send(dialects[this.#plan.dialect].message(seat.room, n, contentOf(n)))
  }

  /** A new run counts from nothing; with `took` the time to every single receiver is counted there, from when `due` says. */
  reset(due?: (n: number) => number, took?: Histogram): void {
    for (const room of this.#rooms) room.reset(due, took)
    for (const each of this.#counts) each.count = 0
  }

  close(): void {
    for (const { link } of this.#seats) link.close()
  }

  #arrivals({ id, senders, listeners }: RoomPlan): (() => Promise<void>)[] {
    const room = new Room(senders.length + listeners.length, (n) => this.#fate.delivered(n))
    this.#rooms.push(room)
    const [first, ...others] = senders
    if (first === undefined) throw new Error('A room needs a sender')
    return [
      () => this.#arrive(id, first, this.#reader(room, true), true),
      ...others.map((token) => () => this.#arrive(id, token, this.#reader(room, false), true)),
      ...listeners.map((token) => () => this.#arrive(id, token, this.#counter(room), false)),
    ]
  }

  async #arrive(room: string, token: string | null, ear: Ear, sends: boolean): Promise<void> {
    const { dialect: name, ports } = this.#plan
    const dialect = dialects[name]
    const port = ports[this.#arrived++ % ports.length] ?? 0
    let index = -1
    let expected: { opening: string; met: () => void } | undefined
    const awaited = (opening: string): Promise<void> => new Promise((met) => (expected = { opening, met }))
    const text = (length: number, payload: Buffer | undefined): void => {
      if (!expected) return ear(length, payload, index)
      if (payload && startsWith(payload, expected.opening)) expected.met()
    }
    const greeted = dialect.hello === undefined ? undefined : awaited(dialect.hello)
    const link = await Link.open(port, dialect.path(room), token ?? undefined, { text }, dialect.headers)
    this.#seats.push({ link, room })
    const gone = link.closed.then(() => Promise.reject(new Error('The server closed the connection of somebody who arrived')))
    gone.catch(() => {}) // who has arrived may be sent away
    await Promise.race([greeted, gone])
    for (const { say, until } of dialect.greeting(room)) {
      const answered = awaited(until)
      link.send(say)
      await Promise.race([answered, gone])
    }
    expected = undefined
    link.whole = sends
    const last = dialect.join(room)
    if (last !== undefined) link.send(last)
    if (!sends) return
    const way = dialect.post ? await Poster.open(port, dialect.post(room)) : link
    if (way !== link) this.#seats.push({ link: way, room })
    index = this.senders.push({ link: way, room }) - 1
  }

  /** Only counts: whatever is as long as our words is a message. */
  #counter(room: Room): Ear {
    const position = { count: 0 }
    this.#counts.push(position)
    return (length) => {
      if (length > CONTENT_BYTES) room.reached(position.count++)
    }
  }

  /** A sender reads what it receives: answers, and messages among the rest; the first of a room also tells their order. */
  #reader(room: Room, names: boolean): Ear {
    const { answered, copyIsAnswer } = dialects[this.#plan.dialect]
    const count = this.#counter(room)
    return (length, payload, index) => {
      if (!payload) return
      const n = answered(payload)
      if (n !== undefined && n % this.senders.length === index) this.#fate.answered(n)
      if (n !== undefined && !copyIsAnswer) return
      if (!names) count(length, undefined, index)
      else if (length > CONTENT_BYTES) room.named(numberIn(payload))
    }
  }
}
