import { type Answer, type Command, LIMITS, type Read } from '@parley/protocol'
import type { Broker } from '../broker/broker.ts'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

const LARGE_MS = 60_000
const LARGE_KNOWN = 10_000

/** How far each has read, and who of the others is told. */
export class Reads {
  readonly #broker: Broker
  readonly #store: Store
  /** Channels found to be too large for live receipts, and until when that is believed: there a read costs nothing more. */
  readonly #large = new Map<string, number>()

  constructor(deps: { broker: Broker; store: Store }) {
    this.#broker = deps.broker
    this.#store = deps.store
  }

  async raise(me: Actor, { channelId, seq, urev }: Command<'channel.read'>): Promise<Read> {
    const read = await this.#store.write('read.raise', { userId: me.userId, channelId, seq, urev })
    await this.#tell(me, read)
    return read
  }

  setBack = (me: Actor, { channelId, seq }: Command<'channel.unread'>): Promise<Read> =>
    this.#store.write('read.setBack', { userId: me.userId, channelId, seq })

  /** Everything at once. Others are told of as many as a page has, and see the rest when they ask. */
  async all(me: Actor): Promise<{ reads: Read[] }> {
    const done = await this.#store.write('read.all', { userId: me.userId })
    for (const read of done.reads.slice(0, LIMITS.pageRows)) await this.#tell(me, read)
    return done
  }

  /** How far the people of a small channel have read. */
  seenIn = async (me: Actor, channelId: string): Promise<Answer<'channel.seen'>> => ({
    marks: (await this.#store.read('seen.marks', { userId: me.userId, channelId })).marks,
  })

  seenBy = (me: Actor, messageId: string): Promise<Answer<'message.seen'>> => this.#store.read('seen.message', { userId: me.userId, messageId })

  /** A signal to each of those who tell the same of themselves. A mark that was set back is not news: who has seen something has seen it. */
  async #tell(me: Actor, { channelId, readSeq }: Read): Promise<void> {
    if ((this.#large.get(channelId) ?? 0) > Date.now()) return
    const { marks, large } = await this.#store.read('seen.marks', { userId: me.userId, channelId })
    if (large) this.#remember(channelId)
    if (!marks.some(({ userId }) => userId === me.userId)) return
    const signal = { type: 'seen' as const, channelId, userId: me.userId, seq: readSeq }
    for (const { userId } of marks) if (userId !== me.userId) this.#broker.signal({ scopeId: userId, signal })
  }

  #remember(channelId: string): void {
    const [oldest] = this.#large.size >= LARGE_KNOWN ? this.#large.keys() : []
    if (oldest !== undefined) this.#large.delete(oldest)
    this.#large.set(channelId, Date.now() + LARGE_MS)
  }
}
