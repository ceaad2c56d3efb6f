import { expect, test } from 'vitest'
import { fieldTime, momentIn, moments } from './moments.ts'

// A Wednesday, twenty past two, wherever this runs.
const now = new Date(2026, 10, 25, 14, 20).getTime()
const on = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime()

test.each([
  ['20m call the pilot', now + 20 * 60_000, 'call the pilot'],
  ['in 2 hours tide table', now + 2 * 3_600_000, 'tide table'],
  ['2 Stunden Lotse', now + 2 * 3_600_000, 'Lotse'],
  ['3d', now + 3 * 86_400_000, ''],
  ['18:30 close the gate', on(25, 18, 30), 'close the gate'],
  ['um 18 Uhr Tor zu', on(25, 18), 'Tor zu'],
  ['9:00 early', on(26, 9), 'early'],
  ['at 3pm tea', on(25, 15), 'tea'],
  ['tomorrow 7:15 fish', on(26, 7, 15), 'fish'],
  ['morgen Fisch', on(26, 9), 'Fisch'],
] as const)('%s', (words, at, rest) => expect(momentIn(words, now)).toEqual({ at, rest }))

test.each(['', 'call the pilot', '0m now', '25:00 never', 'today 9:00 over', '12 herrings'])('%j names no time to come', (words) =>
  expect(momentIn(words, now)).toBe(null),
)

test('what is proposed lies ahead, each moment once', () => {
  for (let day = 1; day <= 28; day++) {
    const midnight = new Date(2026, 1, day, 0, 0).getTime()
    const all = moments(midnight).map(({ at }) => at)
    expect(all.every((at) => at > midnight)).toBe(true)
    expect(new Set(all).size).toBe(all.length)
  }
  expect(new Date(fieldTime(now)).getTime()).toBe(now)
})
