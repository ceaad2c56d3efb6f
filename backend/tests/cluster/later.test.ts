import { expect, test } from 'vitest'
import { steps } from '../../../bench/proofs/later/points.ts'
import { later } from '../../../bench/proofs/later/run.ts'

const seed = process.env.SEED ? Number(process.env.SEED) : 1912

test('[W101] [W102] [I4] whoever holds a scheduled message or a reminder dies with it: it happens once; whoever tells of a message dies: it is told', async () => {
  console.log(`seed ${seed}`)
  const { late, told, wrong } = await later({ kills: 4, tellings: steps.length, seed })
  expect(late).toHaveLength(4)
  expect(wrong).toEqual([])
  expect(told.repeats, 'who died between the deed and its end did it').toEqual({ pushes: expect.any(Number), mails: expect.any(Number) })
  expect(told.repeats.pushes * told.repeats.mails).toBeGreaterThan(0)
}, 120_000)
