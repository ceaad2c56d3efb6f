import { type Head, LIMITS, type Message } from '@parley/protocol'

/** Whom one message mentions, as of which rev. */
interface Named {
  rev: number
  /** Null where the server said that I am among them. */
  targets: readonly string[] | null
}

/** What is known of one conversation: all up to the clock of its last head, and what came since. */
interface Place {
  at: number
  named: Map<number, Named>
}

const NOBODY: readonly string[] = []

/** The unread messages of each conversation that mention me: what heads named, and what came since. In any order of both it comes to the same. */
export class Mentions {
  readonly #me: () => string | undefined
  readonly #isMine: (target: string) => boolean
  readonly #places = new Map<string, Place>()

  constructor(me: () => string | undefined, isMine: (target: string) => boolean) {
    this.#me = me
    this.#isMine = isMine
  }

  /** Above its read mark a head names all there are at its clock. */
  head({ channel: { id, clock }, readSeq, mentions = [] }: Head): void {
    const known = this.#places.get(id)
    if (known && known.at > clock) return
    const named = new Map<number, Named>()
    for (const [seq, one] of known?.named ?? []) if (one.rev > clock && seq > readSeq) named.set(seq, one)
    for (const seq of mentions) if (!named.has(seq)) named.set(seq, { rev: clock, targets: null })
    this.#places.set(id, { at: clock, named })
  }

  message({ channelId, seq, rev, authorId, mentions, version, deleted }: Message): void {
    const place = this.#places.get(channelId)
    const before = place?.named.get(seq)
    if (!place || rev <= Math.max(place.at, before?.rev ?? 0)) return
    const targets = mentions && !deleted && authorId !== this.#me() ? mentions : NOBODY
    // What mentions nobody is kept only where an older row of it may have done so.
    if (!before && targets.length === 0 && version === 1 && !deleted) return
    place.named.set(seq, { rev, targets })
    if (place.named.size > LIMITS.mentionsTold * 4) trim(place.named)
  }

  /** Their numbers, above a read mark. */
  above(channelId: string, readSeq: number): number[] {
    const named = [...(this.#places.get(channelId)?.named ?? [])]
    return named
      .filter(([seq, { targets }]) => seq > readSeq && (!targets || targets.some(this.#isMine)))
      .map(([seq]) => seq)
      .sort((a, b) => a - b)
      .slice(-LIMITS.mentionsTold)
  }

  clear(): void {
    this.#places.clear()
  }
}

/** The newest stay: what lies below goes first when the mark rises. */
function trim(named: Map<number, Named>): void {
  const oldest = [...named.keys()].sort((a, b) => a - b).slice(0, named.size / 2)
  for (const seq of oldest) named.delete(seq)
}
