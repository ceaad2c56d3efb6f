import { expect, test } from 'vitest'
import { later } from '../../../bench/proofs/later/run.ts'

const seed = process.env.SEED ? Number(process.env.SEED) : 1912

test('[W101] [W102] [I4] whoever holds a scheduled message or a reminder dies with it, before the deed and after it: it happens once', async () => {
  console.log(`seed ${seed}`)
  const { late, wrong } = await later({ kills: 4, seed })
  expect(late).toHaveLength(4)
  expect(wrong).toEqual([])
}, 120_000)
