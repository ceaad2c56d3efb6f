import type { Random } from './random.ts'

export const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
export const DAYS = 42

/** How much is said on a day, Sunday first, and in an hour. */
const weekdays = [0.06, 1, 1, 0.95, 1, 0.8, 0.1]
const hours = [0, 0, 0, 0, 0, 0, 0.05, 0.2, 0.7, 1, 1, 0.9, 0.45, 0.6, 0.9, 1, 0.9, 0.6, 0.25, 0.12, 0.12, 0.1, 0.05, 0.01]

/** A moment of these weeks at which people talk, as the machine's own clock reads. */
export function moment(random: Random, now: number): number {
  for (;;) {
    const at = new Date(now - random.next() * DAYS * DAY_MS)
    if (random.next() < (weekdays[at.getDay()] ?? 0) * (hours[at.getHours()] ?? 0)) return at.getTime()
  }
}

/** As many moments, evenly over the weeks, in order. */
export function moments(random: Random, now: number, count: number): number[] {
  return Array.from({ length: count }, () => moment(random, now)).sort((a, b) => a - b)
}

/** How long until somebody says the next line: reading, thinking and typing, and now and then a coffee. */
export function gapMs(random: Random, words: string): number {
  const typingMs = Math.min(words.length, 400) * 90
  const coffee = random.next() < 0.07 ? random.between(5, 22) * MINUTE_MS : 0
  return random.between(8, 75) * 1_000 + typingMs + coffee
}
