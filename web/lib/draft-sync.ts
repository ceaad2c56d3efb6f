import type { Client } from '@parley/client'
import type { Laters } from '@parley/client/later'
import { ChatError, type Later } from '@parley/protocol'
import { draftKey, draftOf, onWritten, takeDraft, touched } from './drafts.ts'
import { keep, kept, keysKept } from './kept.ts'

const SETTLE_MS = 1_500

/** Where the server's row stands: words that were sent or taken back leave nothing else that tells them from words that were never here. */
const UNTOLD = 'untold'
const cleanKey = (userId: string, channelId: string): string => `parley:draft-clean:${userId}:${channelId}`

/** Where this person has begun to write, or has ended, as far as this browser knows. */
const placesKept = (userId: string): Set<string> =>
  new Set([draftKey, cleanKey].flatMap((keyOf) => keysKept(keyOf(userId, '')).map((at) => at.slice(keyOf(userId, '').length))))

/**
 * Words begun here are told to one's other devices once they rest, and theirs come here. A channel is `clean` while what stands here is what a row of
 * the server held, and untold once it was written in; only there may another device's words take its place, so that what was written here meanwhile is never lost (W103).
 */
export class DraftSync {
  readonly #client: Client
  readonly #laters: Laters
  readonly #me: string
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #taking = false

  constructor(client: Client, laters: Laters, me: string) {
    this.#client = client
    this.#laters = laters
    this.#me = me
  }

  /** Begins; the function answered ends it. */
  start(): () => void {
    const drafts = this.#laters.of('draft')
    const stops = [
      onWritten((channelId) => this.#written(channelId)),
      this.#laters.onChange((row) => this.#heard(row)),
      drafts.subscribe(() => this.#all()),
      this.#client.status.subscribe(() => this.#resume()),
    ]
    // Words that were sent or taken back before this came: nothing else tells them from words that were never here.
    for (const channelId of touched) this.#written(channelId)
    for (const row of drafts.get()) this.#heard(row)
    this.#resume()
    return () => {
      for (const stop of stops) stop()
      for (const timer of this.#timers.values()) clearTimeout(timer)
    }
  }

  #clean = (channelId: string): string => cleanKey(this.#me, channelId)

  #written(channelId: string): void {
    if (this.#taking) return
    if (kept(this.#clean(channelId)) !== UNTOLD) keep(this.#clean(channelId), UNTOLD)
    clearTimeout(this.#timers.get(channelId))
    const soon = draftOf(this.#me, channelId) === '' ? 0 : SETTLE_MS
    this.#timers.set(
      channelId,
      setTimeout(() => void this.#tell(channelId), soon),
    )
  }

  async #tell(channelId: string): Promise<void> {
    this.#timers.delete(channelId)
    const content = draftOf(this.#me, channelId)
    try {
      const row = await this.#client.call('draft.set', { channelId, content })
      if (draftOf(this.#me, channelId) === content) keep(this.#clean(channelId), String(row.rev))
    } catch (error) {
      // Offline it is told when the connection is back; a channel that may no longer be read keeps its words here, and a thread that is not there yet.
      if (content === '' && error instanceof ChatError && error.code === 'not_found') keep(this.#clean(channelId), null)
    }
  }

  #heard(row: Later): void {
    if (row.type !== 'draft' || this.#timers.has(row.id)) return
    const here = draftOf(this.#me, row.id)
    const clean = kept(this.#clean(row.id))
    if (clean === UNTOLD || (here !== row.content && here !== '' && clean === null)) return
    if (Number(clean ?? -1) >= row.rev) return
    keep(this.#clean(row.id), String(row.rev))
    if (here === row.content) return
    this.#taking = true
    takeDraft(this.#me, row.id, row.content)
    this.#taking = false
  }

  /** A list that has come whole. */
  #all(): void {
    for (const row of this.#laters.of('draft').get()) this.#heard(row)
  }

  /** What was written while nobody could be told. */
  #resume(): void {
    if (this.#client.status.get().at !== 'online') return
    for (const channelId of placesKept(this.#me)) {
      const clean = kept(this.#clean(channelId))
      const isTold = clean === null ? draftOf(this.#me, channelId) === '' : clean !== UNTOLD
      if (!isTold && !this.#timers.has(channelId))
        this.#timers.set(
          channelId,
          setTimeout(() => void this.#tell(channelId), SETTLE_MS),
        )
    }
  }
}
