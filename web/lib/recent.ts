import { keep, kept } from './kept.ts'

const KEY = 'parley:recent'
const MOST = 12

/** The conversations looked at in this browser, the latest first, by their ids. */
export const recentIds = (): string[] => (kept(KEY) ?? '').split(',').filter((id) => id !== '')

export function rememberRecent(id: string): void {
  keep(KEY, [id, ...recentIds().filter((other) => other !== id)].slice(0, MOST).join())
}
