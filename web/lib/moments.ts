const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const MORNING = 9

/** The time of day some days after a moment, on this person's clock. */
function at(now: number, days: number, hours: number, minutes = 0): number {
  const day = new Date(now)
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hours, minutes).getTime()
}

export interface Moment {
  key: 'soon' | 'hour' | 'tomorrow' | 'monday'
  at: number
}

/** What is proposed first. */
export function moments(now: number): Moment[] {
  const untilMonday = (8 - new Date(now).getDay()) % 7 || 7
  const all: Moment[] = [
    { key: 'soon', at: now + 20 * MINUTE_MS },
    { key: 'hour', at: now + HOUR_MS },
    { key: 'tomorrow', at: at(now, 1, MORNING) },
    { key: 'monday', at: at(now, untilMonday, MORNING) },
  ]
  return untilMonday === 1 ? all.slice(0, 3) : all
}

/** What units are called, in English and German. */
const UNITS: readonly [RegExp, number][] = [
  [/^(?:m|min|mins|minutes?|minuten?)$/i, MINUTE_MS],
  [/^(?:h|hr|hrs|hours?|std|stunden?)$/i, HOUR_MS],
  [/^(?:d|days?|tage?n?)$/i, 24 * HOUR_MS],
  [/^(?:w|weeks?|wochen?)$/i, 7 * 24 * HOUR_MS],
]
const SPAN = /^(?:in\s+)?(\d{1,4})\s*([a-z]+)\.?(?:\s+|$)/i
const CLOCK = /^(?:(tomorrow|morgen|today|heute)\s*)?(?:(?:at|um)\s+)?(\d{1,2})(?::(\d{2}))?(?:\s*(am|pm|uhr))?(?:\s+|$)/i
const DAY_ONLY = /^(tomorrow|morgen)(?:\s+|$)/i

/** A time at the beginning of some words, in English or German, and what stands behind it; null where there is none. */
export function momentIn(words: string, now: number): { at: number; rest: string } | null {
  const text = words.trim()
  const [span, count = '', unit = ''] = SPAN.exec(text) ?? []
  const ms = Number(count) * (UNITS.find(([name]) => name.test(unit))?.[1] ?? 0)
  if (span !== undefined && ms > 0) return { at: now + ms, rest: text.slice(span.length).trim() }
  return clockIn(text, now) ?? dayIn(text, now)
}

function clockIn(text: string, now: number): { at: number; rest: string } | null {
  const [clock, day, hour = '', minute, half] = CLOCK.exec(text) ?? []
  if (clock === undefined || (minute === undefined && half === undefined)) return null
  const afternoon = half?.toLowerCase() === 'pm' && Number(hour) < 12 ? 12 : half?.toLowerCase() === 'am' && Number(hour) === 12 ? -12 : 0
  const hours = Number(hour) + afternoon
  if (hours > 23 || Number(minute ?? 0) > 59) return null
  const isTomorrow = /^(tomorrow|morgen)$/i.test(day ?? '')
  const today = at(now, isTomorrow ? 1 : 0, hours, Number(minute ?? 0))
  // A time that is over today is tomorrow's, unless today was said.
  if (today > now) return { at: today, rest: text.slice(clock.length).trim() }
  return day === undefined ? { at: at(now, 1, hours, Number(minute ?? 0)), rest: text.slice(clock.length).trim() } : null
}

function dayIn(text: string, now: number): { at: number; rest: string } | null {
  const [day] = DAY_ONLY.exec(text) ?? []
  return day === undefined ? null : { at: at(now, 1, MORNING), rest: text.slice(day.length).trim() }
}

/** As a field for day and time holds it, on this person's clock. */
export function fieldTime(moment: number): string {
  const local = new Date(moment - new Date(moment).getTimezoneOffset() * MINUTE_MS)
  return local.toISOString().slice(0, 16)
}
