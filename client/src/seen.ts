import type { Signal } from '@parley/protocol'
import type { Client } from './client.ts'
import { type Readable, Value } from './readable.ts'

/** How far each has read a channel, by person. Nobody where it is large, or where I tell nothing of mine. */
export type SeenMarks = ReadonlyMap<string, number>

const nobody: SeenMarks = new Map()

interface Watched {
  readonly marks: Value<SeenMarks>
  /** What was heard while the marks are on their way. */
  heard: Map<string, number>
}

/** Who has read how far, of channels that somebody looked at: asked, then kept right by signals. What a lost connection did not tell is asked again. */
export class Seen {
  readonly #client: Client
  readonly #watched = new Map<string, Watched>()
  #wasOnline = false

  constructor(client: Client) {
    this.#client = client
    client.signals.add((signal) => this.#hear(signal))
    client.status.subscribe(() => this.#resume())
  }

  /** Asked for the first time, the marks come soon. */
  in(channelId: string): Readable<SeenMarks> {
    const known = this.#watched.get(channelId)
    if (known) return known.marks
    const watched = { marks: new Value(nobody), heard: new Map<string, number>() }
    this.#watched.set(channelId, watched)
    void this.#ask(channelId, watched)
    return watched.marks
  }

  #hear(signal: Signal): void {
    const watched = signal.type === 'seen' && this.#watched.get(signal.channelId)
    if (!watched) return
    watched.heard.set(signal.userId, signal.seq)
    watched.marks.set(raised(watched.marks.get(), [[signal.userId, signal.seq]]))
  }

  #resume(): void {
    const online = this.#client.status.get().at === 'online'
    if (online && !this.#wasOnline) for (const [channelId, watched] of this.#watched) void this.#ask(channelId, watched)
    this.#wasOnline = online
  }

  async #ask(channelId: string, watched: Watched): Promise<void> {
    watched.heard = new Map()
    const answer = await this.#client.call('channel.seen', { channelId }).catch(() => null)
    if (answer) watched.marks.set(raised(new Map(answer.marks.map(({ userId, seq }) => [userId, seq])), watched.heard))
  }
}

/** A mark is only raised: who has seen something has seen it. */
function raised(marks: SeenMarks, news: Iterable<readonly [string, number]>): SeenMarks {
  const next = new Map(marks)
  for (const [userId, seq] of news) next.set(userId, Math.max(seq, next.get(userId) ?? 0))
  return next
}
