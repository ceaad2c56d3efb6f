import { defineConfig } from 'vitest/config'

/** Each workspace is a project, so that `vitest --project client` runs one. */
const project = (name: string, ...include: string[]) => ({ extends: true as const, test: { name, include } })

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      project('protocol', 'protocol/tests/**/*.test.ts'),
      project('client', 'client/tests/**/*.test.ts'),
      project('backend', 'backend/tests/**/*.test.ts'),
    ],
  },
})
