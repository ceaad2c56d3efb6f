import type { TestProject } from 'vitest/node'
import { PostgresServer } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The superuser's address of the PostgreSQL that all files of a run share. */
    postgres: string
  }
}

/** One PostgreSQL for all files of the project, each of which makes databases of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await PostgresServer.start()
  project.provide('postgres', server.url())
  return () => server[Symbol.asyncDispose]()
}
