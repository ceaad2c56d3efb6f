import { expect, test } from 'vitest'
import { dayOf } from './time.ts'

const HOUR_MS = 3_600_000

test('the day of a time is what the calendar says, in whatever order it is asked, also where the clocks change', () => {
  const start = new Date(2026, 2, 20, 12, 30).getTime()
  const hours = Array.from({ length: 24 * 20 }, (_, at) => start + ((at * 7) % (24 * 20)) * HOUR_MS)
  expect(new Set(hours.map(dayOf)).size).toBe(21)
  for (const at of hours) expect(dayOf(at)).toBe(new Date(at).toDateString())
})
