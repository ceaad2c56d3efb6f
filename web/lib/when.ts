/** A question about a time: what for, which one is proposed, and what to do with the answer. */
export interface When {
  title: string
  at?: number
  onChosen: (at: number) => Promise<unknown>
}

let asked: When | null = null
const listeners = new Set<() => void>()

/** Asks for a time in a dialog of the workspace: whoever asks may be gone by the time it is answered, as a menu is. */
export function askWhen(question: When | null): void {
  asked = question
  for (const listener of listeners) listener()
}

export const whenAsked = (): When | null => asked
export function onWhen(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
