import { expect, test } from 'vitest'
import { cluster } from '../../../bench/proofs/cluster/run.ts'

const seed = process.env.SEED ? Number(process.env.SEED) : 1912

test('[I1] [I2] [I3] [I4] [I5] [I6] three nodes to which everything is done under load lose, double, invert, skip, leak and age nothing', async () => {
  console.log(`seed ${seed}`)
  const short = { kills: 2, nats: 2, postgres: 1, pauses: 1, pauseSeconds: 3, cuts: 1, cutSeconds: 3, bellSeconds: 4, failpoints: 2, perSecond: 100 }
  const { acked, removals, withheld, bells, failpoints, counts, faults } = await cluster({ ...short, seed })
  expect(acked, 'somebody wrote').toBeGreaterThan(100)
  expect(removals, 'somebody was removed').toBeGreaterThan(3)
  expect(withheld, 'while others talked').toBeGreaterThan(0)
  expect(bells.dropped + bells.doubled + bells.reordered, 'bells were disturbed').toBeGreaterThan(0)
  expect(counts).toEqual({ kill: 2, nats: 2, postgres: 1, pause: 1, bells: 1, cutBell: 1, cutStore: 1, failpoint: 2 })
  expect(failpoints.count, 'others heard what dead nodes had committed').toBe(2)
  expect(faults.examples).toEqual([])
}, 400_000)
