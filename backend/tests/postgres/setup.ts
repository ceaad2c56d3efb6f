import type { TestProject } from 'vitest/node'
import { NatsServer } from '../nats-server.ts'
import { PostgresServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the PostgreSQL that all files of a run share. */
    postgres: string
    /** With TEST_STORE=cluster: the address of the NATS that all files of a run share; workspaces do not hear each other. */
    nats: string
  }
}

/** One PostgreSQL for all files of the project, each of which makes databases of its own in it; and one NATS for three nodes a server. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await using starting = new AsyncDisposableStack()
  project.provide('postgres', starting.use(await PostgresServer.start()).url())
  if (process.env.TEST_STORE === 'cluster') project.provide('nats', starting.use(await NatsServer.start()).url)
  const started = starting.move()
  return () => started.disposeAsync()
}
