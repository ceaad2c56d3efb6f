import { AggregatorRegistry } from 'prom-client'
import type { Config } from '../config/index.ts'
import { Figures } from '../http/metrics.ts'
import type { Store } from '../store/store.ts'
import { commitMeter } from '../utils/meters.ts'
import type { Member } from './member.ts'

/** The figures of all processes as those of one server: counts are added up, and what the store tells is told by the process that holds it. */
export class Whole {
  readonly #own: Figures
  readonly #members: ReadonlyMap<number, Member>
  /** Told of each commit of the store that is here, how many changes shared it. */
  readonly committed: (changes: number) => void
  /** Workers that took the place of one that ended. */
  replaced = 0

  constructor(config: Config, store: Store | undefined, members: ReadonlyMap<number, Member>) {
    this.#members = members
    this.#own = new Figures(config.nodeName)
    if (store) this.#own.store(store)
    this.committed = store ? commitMeter(this.#own) : () => {}
    this.#own.gauge(
      'parley_workers',
      'Workers that serve',
      () =>
        members
          .values()
          .filter((member) => member.isServing)
          .toArray().length,
    )
    this.#own.counter('parley_workers_replaced_total', 'Workers that took the place of one that ended', () => this.replaced)
  }

  async text(): Promise<string> {
    const all = await Promise.all(Array.from(this.#members.values(), (member) => member.figures()))
    const own: { name: string }[] = await this.#own.getMetricsAsJSON()
    const mine = new Set(own.flatMap(({ name }) => (name.startsWith('parley_') ? [name] : [])))
    return AggregatorRegistry.aggregate([own, ...all.map((figures) => figures.filter(({ name }) => !mine.has(name)))]).metrics()
  }
}
