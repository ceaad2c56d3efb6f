import type { Stretch } from './rail.ts'

/** Shorter histories are scrolled. */
const WORTH_A_RAIL = 250

/** Worth a rail beside it. */
export const isLong = ({ first, last }: Stretch): boolean => last - first >= WORTH_A_RAIL
