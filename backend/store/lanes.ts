/** Of one kind that are asked together: so few that whoever asked something else does not wait long. */
const MOST = 64

/**
 * Reads that wait: those that can be asked together stand in a lane for each kind, the others in one, and the two sorts take turns. So ten
 * thousand who come at once are few reads, and whoever opens a channel meanwhile waits for one of them and not for all. Among those who
 * come, who has come further goes first: they are served one after the other, and not all of them at the end.
 */
export class Lanes<Call extends { op: string }> {
  readonly #joined: Map<string, Call[]>
  readonly #others: Call[] = []
  #isOthersTurn = false

  /** Kinds that are asked together, in the order in which somebody comes. */
  constructor(joined: readonly string[]) {
    this.#joined = new Map(joined.map((op) => [op, []]))
  }

  isJoined = (op: string): boolean => this.#joined.has(op)

  push(call: Call): void {
    const lane = this.#joined.get(call.op) ?? this.#others
    lane.push(call)
  }

  /** What is to be asked next: calls of one kind, or a single one. */
  take(): Call[] {
    const furthest = [...this.#joined.values()].findLast((lane) => lane.length > 0)
    this.#isOthersTurn = !this.#isOthersTurn && this.#others.length > 0
    return this.#isOthersTurn || !furthest ? this.#others.splice(0, 1) : furthest.splice(0, MOST)
  }
}
