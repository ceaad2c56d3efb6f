import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { letters, Value } from '../src/readable.ts'

// One clock for all of them: what was told last is remembered.
beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => letters.over())
afterAll(() => void vi.useRealTimers())

/** A number that rises, and what somebody who listens has seen of it. */
function tide(): { rise: () => void; seen: number[] } {
  const level = new Value(0)
  const seen: number[] = []
  level.subscribe(() => seen.push(level.get()))
  return { rise: () => level.set(level.get() + 1), seen }
}

/** Long enough for all that came before to be over. */
const rest = () => vi.advanceTimersByTimeAsync(1_000)

test('nobody types: what changes is told at once', async () => {
  const { rise, seen } = tide()
  await rest()
  rise()
  await vi.advanceTimersByTimeAsync(0)
  expect(seen).toEqual([1])
})

test('while somebody types, what changes is told right after a letter was painted', async () => {
  const { rise, seen } = tide()
  await rest()
  letters.typed()
  rise()
  rise()
  await vi.advanceTimersByTimeAsync(30)
  expect(seen).toEqual([])
  letters.painted()
  expect(seen).toEqual([2])
})

test('and in time also where no letter follows', async () => {
  const { rise, seen } = tide()
  await rest()
  letters.typed()
  rise()
  await vi.advanceTimersByTimeAsync(250)
  expect(seen).toEqual([1])
})

test('not with every letter: they would wait for it', async () => {
  const { rise, seen } = tide()
  await rest()
  for (let letter = 0; letter < 10; letter++) {
    letters.typed()
    rise()
    await vi.advanceTimersByTimeAsync(20)
    letters.painted()
    await vi.advanceTimersByTimeAsync(40)
  }
  expect(seen.length).toBeGreaterThanOrEqual(3)
  expect(seen.length).toBeLessThanOrEqual(5)
})

test('who does something else waits for nothing', async () => {
  const { rise, seen } = tide()
  await rest()
  letters.typed()
  rise()
  letters.over()
  await vi.advanceTimersByTimeAsync(0)
  expect(seen).toEqual([1])
  rise()
  await vi.advanceTimersByTimeAsync(100)
  expect(seen).toEqual([1, 2])
})
