/** Of one kind that are asked together: so few that whoever asked something else does not wait long. */
const MOST = 64

/**
 * Reads that wait, in turns: those that can be asked together stand in a lane for each kind, the others in one. So ten thousand
 * who come at once are few reads, and whoever opens a channel meanwhile waits for one of them and not for all.
 */
export class Lanes<Call extends { op: string }> {
  readonly #isJoined: (op: string) => boolean
  readonly #lanes = new Map<string, Call[]>()

  constructor(isJoined: (op: string) => boolean) {
    this.#isJoined = isJoined
  }

  push(call: Call): void {
    const name = this.#isJoined(call.op) ? call.op : ''
    const lane = this.#lanes.get(name)
    if (lane) lane.push(call)
    else this.#lanes.set(name, [call])
  }

  /** What is to be asked next: calls of one kind, or a single one. Its lane goes to the end. */
  take(): Call[] {
    const [first] = this.#lanes
    if (!first) return []
    const [name, lane] = first
    const taken = lane.splice(0, name === '' ? 1 : MOST)
    this.#lanes.delete(name)
    if (lane.length > 0) this.#lanes.set(name, lane)
    return taken
  }
}
