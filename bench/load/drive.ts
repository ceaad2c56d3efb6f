import { Child } from './child.ts'
import type { Arrival, Figures, FromGenerator, Order, Plan, ToGenerator } from './plan.ts'

/** The generator's process: its connections stay from one run to the next, and between two runs it is silent. */
export class Generator implements Disposable {
  readonly #child: Child<ToGenerator, FromGenerator>
  /** How everybody came. */
  readonly arrival: Arrival

  private constructor(child: Child<ToGenerator, FromGenerator>, arrival: Arrival) {
    this.#child = child
    this.arrival = arrival
  }

  /** Connects everybody. `before` stands before `node` on the command line. */
  static async start(plan: Plan, before: readonly string[]): Promise<Generator> {
    const child = new Child<ToGenerator, FromGenerator>(new URL('generator.ts', import.meta.url), before)
    try {
      return new Generator(child, (await child.ask({ type: 'seat', plan }, 'seated')).arrival)
    } catch (failure) {
      child[Symbol.dispose]()
      throw failure
    }
  }

  run = async (order: Order): Promise<Figures> => (await this.#child.ask({ type: 'run', order }, 'ran')).figures;

  [Symbol.dispose](): void {
    this.#child[Symbol.dispose]()
  }
}
