import { LIMITS } from '@parley/protocol'
import { Counter, collectDefaultMetrics, Gauge, type MetricConfiguration, Registry } from 'prom-client'
import type { App } from '../app.ts'

type Aggregator = NonNullable<MetricConfiguration<string>['aggregator']>

/** Figures that are read when they are asked for. `together`: what several processes make of theirs, other than the sum. */
export class Figures extends Registry {
  constructor(nodeName: string) {
    super()
    if (nodeName !== '') this.setDefaultLabels({ node: nodeName })
    collectDefaultMetrics({ register: this })
  }

  gauge(name: string, help: string, read: () => number, together: Aggregator = 'sum'): void {
    new Gauge({
      name,
      help,
      aggregator: together,
      registers: [this],
      collect() {
        this.set(read())
      },
    })
  }

  counter(name: string, help: string, read: () => number): void {
    new Counter({
      name,
      help,
      registers: [this],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  }

  /** Of the process that writes. */
  store({ figures }: Pick<App['store'], 'figures'>): void {
    this.gauge('parley_writes_waiting', 'Writes that wait for the disk', () => figures.waiting)
    this.gauge('parley_reads_waiting', 'Reads that wait for the database', () => figures.readsWaiting)
    this.gauge('parley_waiting_most', 'Writes that may wait, and reads: above it they are refused', () => LIMITS.writesWaiting, 'max')
    this.counter('parley_commits_total', 'Durable commits that changed something', () => figures.commits)
    this.counter('parley_writes_total', 'Writes asked of the store', () => figures.writes)
  }
}

/** What the process says of itself, in Prometheus' text form. */
export function metricsOf(app: App): Registry {
  const figures = new Figures(app.config.nodeName)
  figures.store(app.store)
  figures.gauge('parley_connections', 'Open sockets, visitors too', () => app.sockets.connections)
  figures.gauge('parley_requests_in_flight', 'Requests on sockets that are not answered yet', () => app.sockets.depths.requests)
  figures.gauge('parley_unsent_bytes', 'Bytes that wait for the readers of all sockets', () => app.sockets.depths.unsentBytes)
  figures.gauge('parley_recent_bytes', 'What is kept of channels to which many come back', () => app.hub.recents.bytes)
  figures.gauge('parley_jobs_running', 'Jobs under way', () => app.jobs.running)
  figures.counter('parley_deliveries_total', 'Events put into the queues of followers', () => app.hub.delivered)
  if (app.lookout) nodeFigures(figures, app, app.lookout)
  return withMeters(figures, app)
}

function nodeFigures(figures: Figures, app: App, lookout: NonNullable<App['lookout']>): void {
  figures.gauge('parley_bell_rings', '1 while the bell between nodes rings, 0 while the database is asked instead', () => (app.broker.isRinging ? 1 : 0), 'min')
  figures.gauge('parley_peers', 'Other nodes heard of in the last 15 s', () => app.peers.count, 'max')
  figures.counter('parley_looks_total', 'Times the database was asked how far all scopes have come', () => lookout.looks)
  figures.counter('parley_missed_reads_total', 'Reads of a scope whose bell did not come', () => app.hub.leveller.reads)
}

/** What is counted as it happens stands beside what is read when it is asked for. */
function withMeters(figures: Figures, { meters, config }: App): Registry {
  const all = Registry.merge([figures, meters.registry])
  if (config.nodeName !== '') all.setDefaultLabels({ node: config.nodeName })
  return all
}
