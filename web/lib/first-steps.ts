import { keep, kept } from './kept.ts'

/** What the first person began and has not gone through yet: the name they gave the place waits for the connection. */
export interface FirstStepsToGo {
  userId: string
  workspace: string
}
const KEY = 'parley:first-steps'

/** Kept over a reload; null when they are through. */
export const keepFirstSteps = (steps: FirstStepsToGo | null): void => void keep(KEY, steps && JSON.stringify(steps))

export function firstStepsOf(userId: string): FirstStepsToGo | null {
  const text = kept(KEY)
  if (!text) return null
  const steps = JSON.parse(text) as FirstStepsToGo
  return steps.userId === userId ? steps : null
}
