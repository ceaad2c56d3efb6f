import type { Measured } from './run.ts'
import { count } from './words.ts'

export interface Goal {
  what: string
  reached: boolean
  found: string
}

const MOST_AT_SATURATION = 0.1
const MOST_BEYOND_COMMIT_MS = 3

/** What issue 4 asks of group commit. */
export function goalsOf({ sends: { paces, bareCommit } }: Measured): Goal[] {
  const writes = paces.map((pace) => pace.writes)
  const [slowest] = paces
  const most = writes.at(-1) ?? Number.NaN
  // From where transactions are so few that two of them more or less turn it round, it is called level and not rising.
  const falls = writes.every((each, at) => at === 0 || each <= Math.max(writes[at - 1] ?? 0, MOST_AT_SATURATION / 5))
  const beyond = (slowest?.figures.ack.p50 ?? Number.NaN) - bareCommit
  return [
    { what: 'transactions a message fall as the pace rises', reached: falls, found: writes.map(count).join(', ') },
    { what: `transactions a message at saturation ≤ ${MOST_AT_SATURATION}`, reached: most <= MOST_AT_SATURATION, found: count(most) },
    {
      what: `answer at ${slowest?.offered} a second, p50 ≤ one bare commit + ${MOST_BEYOND_COMMIT_MS} ms`,
      reached: beyond <= MOST_BEYOND_COMMIT_MS,
      found: `${count(bareCommit)} + ${count(beyond)} ms`,
    },
  ]
}
