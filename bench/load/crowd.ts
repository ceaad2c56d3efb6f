import { CONTENT_BYTES, contentOf, dialects, numberIn } from './dialects.ts'
import { Link } from './link.ts'
import type { Plan, RoomPlan } from './plan.ts'
import { Room } from './room.ts'

const AT_ONCE = 50
const SETTLE_MS = 700

interface Seat {
  link: Link
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
  async seat(): Promise<void> {
    const arrivals = this.#plan.rooms.flatMap((room) => this.#arrivals(room))
    for (let from = 0; from < arrivals.length; from += AT_ONCE) await Promise.all(arrivals.slice(from, from + AT_ONCE).map((arrive) => arrive()))
    await this.#greet()
    this.reset()
  }

  /** Everybody says hello word by word, with time for the answers. */
  async #greet(): Promise<void> {
    const words = dialects[this.#plan.dialect].greeting('').length
    for (let word = 0; word < words; word++) {
      for (const { link, room } of this.#seats) link.send(dialects[this.#plan.dialect].greeting(room)[word] ?? '')
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
    }
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  }

  /** Sends message `n` from one of the senders in turn. */
  send(n: number): void {
    const seat = this.senders[n % this.senders.length]
    seat?.link.send(dialects[this.#plan.dialect].message(seat.room, n, contentOf(n)))
  }

  reset(): void {
    for (const room of this.#rooms) room.reset()
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
    const text = (length: number, payload: Buffer | undefined): void => ear(length, payload, index)
    const link = await Link.open(port, dialect.path(room), token ?? undefined, { text }, sends)
    this.#seats.push({ link, room })
    if (sends) index = this.senders.push({ link, room }) - 1
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
    const { answered } = dialects[this.#plan.dialect]
    const count = this.#counter(room)
    const copyIsAnswer = this.#plan.dialect === 'ws'
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
