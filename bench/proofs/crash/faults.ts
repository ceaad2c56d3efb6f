/** What must never happen, each counted on its own. */
export const kinds = {
  lost: 'acknowledged or seen, and not there in the end',
  duplicated: 'one message twice',
  inverted: 'an order that an observer or a sender saw otherwise',
  gaps: 'a number or a clock that was skipped',
  leaked: 'seen by somebody who had been removed',
  stale: 'a client that came back and differs from a fresh one',
  ghosts: 'refused for good, and there in the end',
} as const
export type Kind = keyof typeof kinds

const EXAMPLES = 5

/** Counts faults and keeps the first few of each in words. */
export class Faults {
  readonly counts = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, 0])) as Record<Kind, number>
  readonly examples: string[] = []

  note(kind: Kind, what: string): void {
    if (this.counts[kind]++ < EXAMPLES) this.examples.push(`${kind}: ${what}`)
  }

  get none(): boolean {
    return Object.values(this.counts).every((count) => count === 0)
  }
}
