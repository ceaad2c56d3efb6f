import { expect, test } from 'vitest'
import { crash } from '../../bench/proofs/crash/run.ts'

test('[I1] [I2] [I3] [I4] [I6] five kills under load lose, double, invert, skip, leak and age nothing', async () => {
  const { acked, removals, withheld, faults } = await crash({ kills: 5, seed: 1912 })
  expect(acked, 'somebody wrote').toBeGreaterThan(200)
  expect(removals, 'somebody was removed').toBeGreaterThan(3)
  expect(withheld, 'while others talked').toBeGreaterThan(0)
  expect(faults.examples).toEqual([])
}, 120_000)
