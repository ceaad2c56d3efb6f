import { type Head, LIMITS, type Message } from '@parley/protocol'

/** Whom one message mentions, as of which rev. */
interface Named {
  rev: number
  /** Null where the server said that I am among them. */
  targets: readonly string[] | null
}

const NOBODY: readonly string[] = []

/** The unread messages of each conversation that mention me: what heads named, and what came since. In any order of both it comes to the same. */
export class Mentions {
  readonly #me: () => string | undefined
  readonly #isMine: (target: string) => boolean
  readonly #of = new Map<string, Map<number, Named>>()

  constructor(me: () => string | undefined, isMine: (target: string) => boolean) {
    this.#me = me
    this.#isMine = isMine
  }

  /** Above its read mark a head names all there are at its clock. */
  head({ channel, readSeq, mentions = [] }: Head): void {
    const known = this.#of.get(channel.id)
    if (!known && mentions.length === 0) return
    const named = new Map<number, Named>()
    for (const [seq, one] of known ?? []) if (one.rev > channel.clock && seq > readSeq) named.set(seq, one)
    for (const seq of mentions) if (!named.has(seq)) named.set(seq, { rev: channel.clock, targets: null })
    this.#of.set(channel.id, named)
  }

  message({ channelId, seq, rev, authorId, mentions, version, deleted }: Message): void {
    const known = this.#of.get(channelId)
    const before = known?.get(seq)
    if (before && before.rev >= rev) return
    const targets = mentions && !deleted && authorId !== this.#me() ? mentions : NOBODY
    // What mentions nobody is kept only where an older row of it may have done so.
    if (!before && targets.length === 0 && version === 1 && !deleted) return
    const named = known ?? new Map<number, Named>()
    this.#of.set(channelId, named.set(seq, { rev, targets }))
    if (named.size > LIMITS.mentionsTold * 4) this.#trim(named)
  }

  /** Their numbers, above a read mark. */
  above(channelId: string, readSeq: number): number[] {
    const named = [...(this.#of.get(channelId) ?? [])]
    return named
      .filter(([seq, { targets }]) => seq > readSeq && (!targets || targets.some(this.#isMine)))
      .map(([seq]) => seq)
      .slice(-LIMITS.mentionsTold)
  }

  clear(): void {
    this.#of.clear()
  }

  /** The newest stay: what lies below goes first when the mark rises. */
  #trim(named: Map<number, Named>): void {
    const oldest = [...named.keys()].sort((a, b) => a - b).slice(0, named.size / 2)
    for (const seq of oldest) named.delete(seq)
  }
}
