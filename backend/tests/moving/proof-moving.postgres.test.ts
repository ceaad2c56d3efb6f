import { expect, test } from 'vitest'
import { prove } from '../../../bench/proofs/moving/run.ts'

test('[I2] [C15] a workspace that is served is backed up, restored, and moved there and back under a client that stays', { timeout: 300_000 }, async () => {
  const { steps, wrong } = await prove({ messages: 1_000, people: 3, channels: 3, seed: 1912 })
  expect(steps.map(({ name }) => name)).toEqual(['backup, served', 'restore into PostgreSQL', 'SQLite to PostgreSQL', 'PostgreSQL to SQLite'])
  expect(wrong).toEqual([])
})
