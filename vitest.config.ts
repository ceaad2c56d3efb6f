import { defineConfig } from 'vitest/config'

/** Each workspace is a project, so that `vitest --project client` runs one. */
const project = (name: string, include: string, more: object = {}) => ({ extends: true as const, test: { name, include: [include], ...more } })
/** Cases whose answer is a time run alone, after all others. */
const timed = 'backend/tests/security/timed.test.ts'

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      project('protocol', 'protocol/tests/**/*.test.ts'),
      project('client', 'client/tests/**/*.test.ts'),
      project('web', 'web/{lib,tests}/**/*.test.ts'),
      project('backend', 'backend/tests/**/*.test.ts', { exclude: [timed] }),
      project('timed', timed, { sequence: { groupOrder: 1 }, testTimeout: 60_000 }),
    ],
  },
})
