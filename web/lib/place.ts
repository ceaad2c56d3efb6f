import { keep, kept } from './kept.ts'
import { navigate } from './navigate.ts'

const KEY = 'parley:place'

/** The conversation looked at last in this browser: where home is on a wide screen. */
export const lastPlace = (): string | null => kept(KEY)
export const rememberPlace = (path: string): boolean => keep(KEY, path)

/** Away from a place that is no longer one's own. */
export function leavePlace(): void {
  keep(KEY, null)
  navigate('/')
}
