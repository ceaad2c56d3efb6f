import type { MessagePage, Reaction, Tally } from '@parley/protocol'

/** An emoji on a message: how many put it there, and those of them that are known, always with myself. */
export interface Mark {
  emoji: string
  count: number
  userIds: readonly string[]
}

/** Of one message: what a page told, and what changed since. */
interface Known {
  /** The page's clock; 0 where the message itself came after all pages. */
  clock: number
  told: readonly Mark[]
  /** The latest row of each emoji and person, above that clock. */
  rows: Map<string, Reaction>
  /** Mine that no answer has come for. */
  asked: Map<string, Pick<Reaction, 'emoji' | 'on'>>
  marks?: readonly Mark[] | undefined
}

/** Ids of messages whose reactions are kept; far more than a timeline shows. */
const MOST = 6_000
/** Nothing is on a message. */
export const none: readonly Mark[] = []

/** The emoji on one channel's messages: of a page, of the rows above its clock, and of what I ask for before it is answered. */
export class Reactions {
  readonly #me: () => string
  readonly #known = new Map<string, Known>()

  constructor(me: () => string) {
    this.#me = me
  }

  /** What is on a message; the same reference until that changes. */
  of(messageId: string): readonly Mark[] {
    const known = this.#known.get(messageId)
    if (!known) return none
    known.marks ??= this.#marks(known, true)
    return known.marks
  }

  apply(row: Reaction): void {
    const known = this.#take(row.messageId)
    const key = `${row.emoji} ${row.userId}`
    if (row.rev <= Math.max(known.clock, known.rows.get(key)?.rev ?? 0)) return
    known.rows.set(key, row)
    known.marks = undefined
  }

  /** A page tells all that is on its messages, up to its clock. */
  page({ messages, reactions, mine = [], clock }: Pick<MessagePage, 'messages' | 'reactions' | 'mine' | 'clock'>): void {
    if (!reactions) return
    const tallies = Map.groupBy(reactions, ({ messageId }) => messageId)
    for (const { id } of messages) {
      const told = tallies.get(id)?.map(({ emoji, count, userIds }) => {
        const isMine = mine.some((one) => one.messageId === id && one.emoji === emoji)
        return { emoji, count, userIds: isMine ? [...userIds, this.#me()] : userIds }
      })
      const before = this.#known.get(id)
      if (!told && !before) continue
      if (before && before.clock >= clock) continue
      const rows = new Map([...(before?.rows ?? [])].filter(([, row]) => row.rev > clock))
      this.#known.set(id, { clock, told: told ?? [], rows, asked: before?.asked ?? new Map() })
    }
  }

  /** Shows what I asked for until the answer is there; the function answered ends that. */
  ask(messageId: string, emoji: string, on: boolean): () => void {
    const known = this.#take(messageId)
    const asked = { emoji, on }
    known.asked.set(emoji, asked)
    known.marks = undefined
    return () => {
      const now = this.#known.get(messageId)
      if (now?.asked.get(emoji) !== asked) return
      now.asked.delete(emoji)
      now.marks = undefined
    }
  }

  /** The same as a page would tell it, without what no answer has come for. */
  tallies(messageId: string): Tally[] {
    const known = this.#known.get(messageId)
    return known ? this.#marks(known, false).map(({ emoji, count, userIds }) => ({ messageId, emoji, count, userIds: [...userIds] })) : []
  }

  clear(): void {
    this.#known.clear()
  }

  /** Forgets those of messages that are not kept, where there are too many. */
  tidy(kept: Iterable<{ id: string }>): void {
    if (this.#known.size <= MOST) return
    const ids = new Set(Array.from(kept, ({ id }) => id))
    for (const id of this.#known.keys()) if (!ids.has(id)) this.#known.delete(id)
  }

  #take(messageId: string): Known {
    const known = this.#known.get(messageId) ?? { clock: 0, told: none, rows: new Map(), asked: new Map() }
    this.#known.set(messageId, known)
    return known
  }

  #marks({ told, rows, asked }: Known, withAsked: boolean): readonly Mark[] {
    const kinds = new Map(told.map(({ emoji, count, userIds }) => [emoji, { emoji, count, userIds: new Set(userIds) }]))
    const put = (emoji: string, userId: string, on: boolean, count?: number): void => {
      const kind = kinds.get(emoji) ?? { emoji, count: 0, userIds: new Set<string>() }
      const was = kind.userIds.delete(userId)
      if (on) kind.userIds.add(userId)
      kind.count = count ?? kind.count + Number(on) - Number(was)
      if (kind.count > 0) kinds.set(emoji, kind)
      else kinds.delete(emoji)
    }
    for (const row of [...rows.values()].sort((a, b) => a.rev - b.rev)) put(row.emoji, row.userId, row.on, row.count)
    if (withAsked) for (const { emoji, on } of asked.values()) put(emoji, this.#me(), on)
    return kinds.size === 0 ? none : Array.from(kinds.values(), ({ emoji, count, userIds }) => ({ emoji, count, userIds: [...userIds] }))
  }
}
