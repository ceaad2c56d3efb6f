import type { Catalogue } from '../locales/en.ts'

const DAY_MS = 86_400_000
let day = { from: 0, to: 0, name: '' }
/** Where the page is drawn for somebody else's clock: on the server. */
let zone: string | undefined

/** Takes another time zone for what is formatted from here on. */
export function inZone(name: string): void {
  zone = name
  day = { from: 0, to: 0, name: '' }
}

/** The day of a time, the same for all of it. Rows that stand together are mostly of one day, and asking the calendar is slow. */
export function dayOf(at: number): string {
  if (at < day.from || at >= day.to) day = dayAround(new Date(at))
  return day.name
}

function dayAround(at: Date): typeof day {
  if (zone) return { from: at.getTime(), to: at.getTime() + 1, name: at.toLocaleDateString('en', { timeZone: zone }) }
  const [year, month, date] = [at.getFullYear(), at.getMonth(), at.getDate()]
  return { from: new Date(year, month, date).getTime(), to: new Date(year, month, date + 1).getTime(), name: at.toDateString() }
}

/** Times, dates and numbers as one language and country writes them, in the person's own time zone. */
export interface Formats {
  clock(at: number): string
  whole(at: number): string
  shortDate(at: number): string
  dayName(at: number, now: number): string
  /** How long ago, for lists where the minute does not matter. */
  ago(at: number, now: number): string
  number(value: number): string
}

export function formatsOf(locale: string, words: Catalogue['times']): Formats {
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, ...(zone && { timeZone: zone }) })
    return (at: number) => format.format(at)
  }
  const day = dates({ weekday: 'long', day: 'numeric', month: 'long' })
  const dayAndYear = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const shortDate = dates({ day: 'numeric', month: 'short', year: 'numeric' })
  const numbers = new Intl.NumberFormat(locale)
  return {
    clock: dates({ timeStyle: 'short' }),
    whole: dates({ dateStyle: 'full', timeStyle: 'short' }),
    shortDate,
    dayName(at, now) {
      if (dayOf(at) === dayOf(now)) return words.today
      if (dayOf(at) === dayOf(now - DAY_MS)) return words.yesterday
      return new Date(at).getFullYear() === new Date(now).getFullYear() ? day(at) : dayAndYear(at)
    },
    ago: (at, now) => ago(Math.round((now - at) / 60_000), words) ?? shortDate(at),
    number: (value) => numbers.format(value),
  }
}

function ago(minutes: number, words: Catalogue['times']): string | null {
  if (minutes < 2) return words.justNow
  if (minutes < 60) return words.minutesAgo(minutes)
  if (minutes < 120) return words.hourAgo
  return minutes < 24 * 60 ? words.hoursAgo(Math.round(minutes / 60)) : null
}
