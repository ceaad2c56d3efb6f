import { Crowd } from './crowd.ts'
import { Histogram } from './histogram.ts'
import type { Figures, Order, Plan } from './plan.ts'
import { Tally } from './tally.ts'

const DRAIN_MS = 10_000
/** Messages as rare as this leave when they are due and not at the next tick of a timer: the answer to one is little longer than a tick. */
const RARE_MS = 5
const TICK_MS = 1.5
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** The two ways to put load on a server, over connections that stay. */
export class Loops {
  readonly crowd: Crowd
  readonly #plan: Plan
  #tally = new Tally(() => {})

  constructor(plan: Plan) {
    this.#plan = plan
    this.crowd = new Crowd(plan, { answered: (n) => this.#tally.answered(n), delivered: (n) => this.#tally.delivered(n) })
  }

  run(order: Order): Promise<Figures> {
    return order.loop === 'closed' ? this.#closed(order.seconds, order.inFlight) : this.#open(order.seconds, order.perSecond)
  }

  /** A fixed number of messages is on its way: the next one leaves when one was answered and has reached everybody. */
  #closed(seconds: number, inFlight: number): Promise<Figures> {
    const end = performance.now() + seconds * 1_000
    const next = (): void => {
      const now = performance.now()
      if (now < end) this.crowd.send(this.#tally.begin(now))
    }
    return this.#measured(new Tally(next), undefined, end, async () => {
      for (let at = 0; at < inFlight; at++) next()
      await pause(end - performance.now())
    })
  }

  /** Messages are due at a fixed pace whether the server keeps up or not; their time runs from when they were due. */
  #open(seconds: number, perSecond: number): Promise<Figures> {
    const start = performance.now()
    const end = start + seconds * 1_000
    const everyMs = 1_000 / perSecond
    const tally = new Tally(() => {})
    return this.#measured(tally, new Histogram(), end, async () => {
      for (let due = start; due < end; await (everyMs < RARE_MS ? pause(1) : moment(due))) {
        for (const now = performance.now(); due <= now && due < end; due += everyMs) this.crowd.send(tally.begin(due))
      }
    })
  }

  async #measured(tally: Tally, took: Histogram | undefined, end: number, load: () => Promise<void>): Promise<Figures> {
    this.#tally = tally
    this.crowd.reset((n) => tally.dueAt(n), took)
    const startedAt = performance.now()
    const cpu = process.cpuUsage()
    await load()
    const endedAt = Math.max(end, performance.now())
    const used = process.cpuUsage(cpu)
    for (const deadline = performance.now() + DRAIN_MS; tally.settledCount < tally.sent && performance.now() < deadline; ) await pause(5)
    await pause(50)
    const generatorCpu = (used.user + used.system) / 1_000 / (endedAt - startedAt)
    const { timeOrigin } = performance
    const { startedAt: from, endedAt: to, ...figures } = tally.figures(startedAt, endedAt, this.crowd.size / this.#plan.rooms.length)
    return { ...figures, each: took?.spread() ?? figures.last, generatorCpu, startedAt: timeOrigin + from, endedAt: timeOrigin + to }
  }
}

/** Resolves at `due`: sleeps until shortly before, and looks at the clock from then on. */
async function moment(due: number): Promise<void> {
  const ahead = due - performance.now() - TICK_MS
  if (ahead > 0) await pause(ahead)
  while (performance.now() < due) await new Promise((resolve) => setImmediate(resolve))
}
