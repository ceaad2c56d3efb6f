import { expect, test } from 'vitest'
import { Lanes } from '../store/lanes.ts'

test('reads that wait take turns, so that a crowd at the door keeps nobody from reading, and who has come further goes first', () => {
  const lanes = new Lanes<{ op: string; n: number }>(['followed', 'welcome'])
  for (let n = 0; n < 100; n++) lanes.push({ op: 'followed', n })
  for (let n = 0; n < 3; n++) lanes.push({ op: 'message.page', n })
  for (let n = 0; n < 70; n++) lanes.push({ op: 'welcome', n })
  const taken = Array.from({ length: 8 }, () => lanes.take())
  expect(taken.map((calls) => [calls[0]?.op, calls.length])).toEqual([
    ['message.page', 1],
    ['welcome', 64],
    ['message.page', 1],
    ['welcome', 6],
    ['message.page', 1],
    ['followed', 64],
    ['followed', 36],
    [undefined, 0],
  ])
  expect(
    taken
      .flat()
      .filter(({ op }) => op === 'followed')
      .map(({ n }) => n),
  ).toEqual(Array.from({ length: 100 }, (_, n) => n))
})
