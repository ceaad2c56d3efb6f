import { openStore } from '../../backend/store/index.ts'
import { PostgresServer } from '../../backend/tests/postgres/server.ts'
import { DATABASE } from '../cluster/ground.ts'
import { Registry, type SeededChannel } from '../cluster/people.ts'
import { cpuOfPostgres } from '../cluster/reading.ts'
import { pinnedTo } from '../machine.ts'
import { claimPort } from '../port.ts'
import { startServer, temporaryFolder } from '../server.ts'
import { type Placing, planOf, type Seats, startTarget, type Target } from '../targets.ts'

/** Our server under test with one of its databases, and what that has used besides it: seconds of processor so far. */
export type Kept = Target & { aside?: () => number }
export type KeptIn = (seats: Seats, placing: Placing) => Promise<Kept>

export const inSqlite: KeptIn = (seats, placing) => startTarget('parley', seats, placing)

/** PostgreSQL as it comes, with all its processes on the core of the load: the server has the other for itself. */
export const inPostgres: KeptIn = async (seats, { before, flags }) => {
  await using own = new AsyncDisposableStack()
  const postgres = own.use(await PostgresServer.start(pinnedTo(1)))
  await postgres.sql(`create database ${DATABASE} encoding 'UTF8' template template0`)
  const databaseUrl = postgres.url(DATABASE)
  const rooms = (await furnish(postgres, databaseUrl, seats)).map((room) => planOf(room, seats.senders))
  const folder = own.use(temporaryFolder('bench'))
  const port = await claimPort()
  const server = await startServer({ port, dataDir: folder.path, before, flags, settings: { DATABASE_URL: databaseUrl } })
  own.defer(() => server.stop())
  const started = own.move()
  return { pid: server.pid, port, rooms, aside: () => cpuOfPostgres({ postgres }), [Symbol.asyncDispose]: () => started.disposeAsync() }
}

async function furnish(postgres: PostgresServer, databaseUrl: string, { rooms, size }: Seats): Promise<SeededChannel[]> {
  // Makes the tables, as a first start does.
  const store = await openStore({ dataDir: '', databaseUrl })
  await store[Symbol.asyncDispose]()
  await using registry = await Registry.open({ postgres })
  const people = await registry.people(rooms * size)
  // Awaited here: its connection ends with this function.
  return await registry.channels(Array.from({ length: rooms }, (_, at) => people.slice(at * size, (at + 1) * size)))
}
