import { Counter, collectDefaultMetrics, Gauge, type Registry } from 'prom-client'
import type { App } from '../app.ts'

/** What the process says of itself, in Prometheus' text form. */
export function metricsOf(app: App): Registry {
  const { registry } = app.meters
  if (app.config.nodeName !== '') registry.setDefaultLabels({ node: app.config.nodeName })
  collectDefaultMetrics({ register: registry })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset()
        this.inc(read())
      },
    })
  gauge('parley_connections', 'Open sockets, visitors too', () => app.sockets.connections)
  gauge('parley_requests_in_flight', 'Requests on sockets that are not answered yet', () => app.sockets.depths.requests)
  gauge('parley_unsent_bytes', 'Bytes that wait for the readers of all sockets', () => app.sockets.depths.unsentBytes)
  gauge('parley_writes_waiting', 'Writes that wait for the disk', () => app.store.figures.waiting)
  counter('parley_commits_total', 'Durable commits that changed something', () => app.store.figures.commits)
  counter('parley_writes_total', 'Writes asked of the store', () => app.store.figures.writes)
  counter('parley_deliveries_total', 'Events put into the queues of followers', () => app.hub.delivered)
  if (!app.lookout) return registry
  gauge('parley_bell_rings', '1 while the bell between nodes rings, 0 while the database is asked instead', () => (app.broker.isRinging ? 1 : 0))
  gauge('parley_peers', 'Other nodes heard of in the last 15 s', () => app.peers.count)
  counter('parley_looks_total', 'Times the database was asked how far all scopes have come', () => app.lookout?.looks ?? 0)
  counter('parley_missed_reads_total', 'Reads of a scope whose bell did not come', () => app.hub.leveller.reads)
  return registry
}
