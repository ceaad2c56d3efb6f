import { NatsServer } from '../../../backend/tests/nats-server.ts'
import { PostgresServer } from '../../../backend/tests/postgres/server.ts'
import { shared } from '../../../web/tests/nodes.ts'

/** One PostgreSQL and one NATS for a whole run of the browser tests; each server has a database of its own. */
export default async function setup(): Promise<() => Promise<void>> {
  await using starting = new AsyncDisposableStack()
  process.env[shared.postgres] = starting.use(await PostgresServer.start()).url()
  process.env[shared.nats] = starting.use(await NatsServer.start()).url
  const started = starting.move()
  return () => started.disposeAsync()
}
