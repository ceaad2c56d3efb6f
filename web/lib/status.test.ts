import type { User } from '@parley/protocol'
import { expect, test } from 'vitest'
import { endOf, isQuietAt, statusAt } from './status.ts'

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime()

test('a status ends by the clock, and one without an end does not', () => {
  const user = (until: number | null) => ({ status: { emoji: '🌴', text: '', until } }) as User
  expect(statusAt(user(at(23, 12)), at(23, 11))?.emoji).toBe('🌴')
  expect(statusAt(user(at(23, 12)), at(23, 12))).toBeNull()
  expect(statusAt(user(null), at(23, 12))?.emoji).toBe('🌴')
  expect(statusAt({} as User, 0)).toBeNull()
})

test('today ends at midnight, the week after its Sunday', () => {
  expect(endOf('never', at(23, 9))).toBeNull()
  expect(endOf('half', at(23, 9))).toBe(at(23, 9) + 30 * 60_000)
  expect(endOf('day', at(23, 9))).toBe(at(24, 0))
  expect(endOf('week', at(23, 9)), 'a Monday').toBe(at(30, 0))
  expect(endOf('week', at(29, 23)), 'a Sunday').toBe(at(30, 0))
})

test('[W95] who is not to be disturbed is so by their own hours, and by the clock of who looks', () => {
  const night = { until: null, hours: { days: [1], from: 22 * 60, to: 7 * 60 }, timeZone: 'Europe/Berlin' }
  expect(isQuietAt({ quiet: night }, Date.UTC(2026, 10, 23, 21, 30))).toBe(true)
  expect(isQuietAt({ quiet: night }, Date.UTC(2026, 10, 23, 20, 30))).toBe(false)
  expect(isQuietAt({ quiet: { ...night, timeZone: 'Atlantis/Sunken' } }, 0)).toBe(false)
  expect(isQuietAt({ quiet: undefined }, 0)).toBe(false)
})
