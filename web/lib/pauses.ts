import type { Catalogue } from '../locales/en.ts'

/** The pauses that can be chosen, in seconds. */
export const pauses = [0, 10, 30, 60, 300, 900, 3600, 21600] as const
export type Pause = (typeof pauses)[number]

/** A pause in words; one that was set elsewhere in minutes and seconds. */
export function pauseName(slowMs: number, names: Catalogue['people']['pauses']): string {
  const seconds = slowMs / 1_000
  return pauses.includes(seconds as Pause) ? names[seconds as Pause] : secondsLeft(slowMs)
}

/** Minutes and seconds until something, as a clock shows them; empty when it is over. */
export function secondsLeft(leftMs: number): string {
  if (leftMs <= 0) return ''
  const seconds = Math.ceil(leftMs / 1_000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
