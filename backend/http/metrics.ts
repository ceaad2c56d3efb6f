import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { App } from '../app.ts'

/** What the process says of itself, in Prometheus' text form. */
export function metricsOf(app: App): Registry {
  const registry = new Registry()
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
  gauge('parley_writes_waiting', 'Writes that wait for the disk', () => app.store.figures.waiting)
  counter('parley_commits_total', 'Durable commits that changed something', () => app.store.figures.commits)
  counter('parley_writes_total', 'Writes asked of the store', () => app.store.figures.writes)
  counter('parley_deliveries_total', 'Events put into the queues of followers', () => app.hub.delivered)
  return registry
}
