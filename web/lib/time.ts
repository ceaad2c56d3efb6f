const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
const dayAndYear = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const whole = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short' })
const short = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

export const DAY_MS = 86_400_000
export const clockTime = (at: number): string => clock.format(at)
export const wholeTime = (at: number): string => whole.format(at)
export const shortDate = (at: number): string => short.format(at)
export const dayOf = (at: number): string => new Date(at).toDateString()

export function dayName(at: number, now: number): string {
  if (dayOf(at) === dayOf(now)) return 'Today'
  if (dayOf(at) === dayOf(now - DAY_MS)) return 'Yesterday'
  return (new Date(at).getFullYear() === new Date(now).getFullYear() ? day : dayAndYear).format(at)
}

/** How long ago, for lists where the minute does not matter. */
export function ago(at: number, now: number): string {
  const minutes = Math.round((now - at) / 60_000)
  if (minutes < 2) return 'just now'
  if (minutes < 60) return `${minutes} minutes ago`
  if (minutes < 120) return 'an hour ago'
  return minutes < 24 * 60 ? `${Math.round(minutes / 60)} hours ago` : shortDate(at)
}
