import type { Pong } from './connection.ts'

export interface HeartbeatEvents {
  ping(): Promise<Pong>
  /** The server answered: its sum of clocks. */
  answered(pong: Pong): void
  /** No answer in time. */
  dead(): void
}

const SILENCE_MS = 30_000
const ANSWER_MS = 10_000

/** Asks whether the server is still there when it has been silent for long. */
export class Heartbeat {
  readonly #events: HeartbeatEvents
  #timer: ReturnType<typeof setTimeout> | undefined
  #heardAt = 0
  #asking = false

  constructor(events: HeartbeatEvents) {
    this.#events = events
  }

  start(): void {
    this.stop()
    this.heard()
    this.#wait()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#asking = false
  }

  heard(): void {
    this.#heardAt = Date.now()
  }

  /** Asks now: the page came back and the socket may have died in its sleep. */
  probe(): void {
    if (this.#asking) return
    clearTimeout(this.#timer)
    this.#ask()
  }

  #wait(): void {
    const quietMs = Date.now() - this.#heardAt
    this.#timer = setTimeout(() => (Date.now() - this.#heardAt >= SILENCE_MS ? this.#ask() : this.#wait()), Math.max(50, SILENCE_MS - quietMs))
  }

  #ask(): void {
    this.#asking = true
    this.#timer = setTimeout(() => this.#events.dead(), ANSWER_MS)
    this.#events.ping().then(
      (pong) => {
        if (!this.#asking) return
        this.stop()
        this.#wait()
        this.#events.answered(pong)
      },
      () => {}, // the socket is gone, and its close says so
    )
  }
}
