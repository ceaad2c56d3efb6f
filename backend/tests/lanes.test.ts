import { expect, test } from 'vitest'
import { Lanes } from '../store/lanes.ts'

test('reads that wait take turns, so that a crowd at the door keeps nobody from reading', () => {
  const lanes = new Lanes<{ op: string; n: number }>((op) => op === 'followed')
  for (let n = 0; n < 200; n++) lanes.push({ op: 'followed', n })
  for (let n = 0; n < 3; n++) lanes.push({ op: 'message.page', n })
  const taken = Array.from({ length: 8 }, () => lanes.take())
  expect(taken.map((calls) => [calls[0]?.op, calls.length])).toEqual([
    ['followed', 64],
    ['message.page', 1],
    ['followed', 64],
    ['message.page', 1],
    ['followed', 64],
    ['message.page', 1],
    ['followed', 8],
    [undefined, 0],
  ])
  expect(taken.flat().map(({ n }) => n)).toHaveLength(203)
})
