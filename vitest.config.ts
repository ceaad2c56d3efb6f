import { defineConfig } from 'vitest/config'

/** Each workspace is a project, so that `vitest --project client` runs one. */
const project = (name: string, include: string, more: object = {}) => ({ extends: true as const, test: { name, include: [include], ...more } })
/** Cases whose answer is a time run alone, after all others. */
const timed = 'backend/tests/security/{,*.}timed.test.ts'

/**
 * What only PostgreSQL has, and the files that say most about a store: on both. TEST_STORE=postgres runs all of the backend's on it,
 * TEST_STORE=cluster all of them on three nodes with PostgreSQL and NATS.
 */
const onPostgres = 'backend/tests/**/*.postgres*.test.ts'
const onBoth = ['rest/messages', 'rest/seed', 'socket/resume', 'socket/convergence', 'threads'].map((file) => `backend/tests/${file}.test.ts`)
/** Several nodes share a PostgreSQL; nothing else is shared by several. */
const nodes = 'backend/tests/cluster/*.test.ts'
const store = process.env.TEST_STORE
const onStore = { globalSetup: 'backend/tests/postgres/setup.ts', setupFiles: 'backend/tests/left-out.ts', testTimeout: 60_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    pool: 'forks',
    // Many wait for a clock rather than for a processor.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      project('protocol', 'protocol/tests/**/*.test.ts'),
      project('client', 'client/tests/**/*.test.ts'),
      project('web', 'web/{lib,tests}/**/*.test.ts'),
      project('backend', 'backend/tests/**/*.test.ts', { exclude: [timed, onPostgres, nodes] }),
      project('postgres', onPostgres, {
        ...onStore,
        include: store ? ['backend/tests/**/*.test.ts'] : [onPostgres, nodes, ...onBoth],
        exclude: [timed, ...(store === 'cluster' ? [] : ['**/store.sqlite.test.ts'])],
        env: { TEST_STORE: store || 'postgres' },
      }),
      project('timed', timed, { ...(store && onStore), sequence: { groupOrder: 1 }, testTimeout: 60_000 }),
    ],
  },
})
