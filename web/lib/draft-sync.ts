import type { Client } from '@parley/client'
import type { Laters } from '@parley/client/later'
import type { Later } from '@parley/protocol'
import { draftKey, draftOf, onWritten, takeDraft } from './drafts.ts'
import { keep, kept, keysKept } from './kept.ts'

const SETTLE_MS = 1_500

/** Where this person has begun to write. */
const draftsKept = (userId: string): string[] => keysKept(draftKey(userId, '')).map((at) => at.slice(draftKey(userId, '').length))

/**
 * Words begun here are told to one's other devices once they rest, and theirs come here. A channel is `clean` while what stands here is what a row of
 * the server held; only there may another device's words take its place, so that what was written here meanwhile is never lost (W103).
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
    for (const row of drafts.get()) this.#heard(row)
    this.#resume()
    return () => {
      for (const stop of stops) stop()
      for (const timer of this.#timers.values()) clearTimeout(timer)
    }
  }

  #clean = (channelId: string): string => `parley:draft-clean:${this.#me}:${channelId}`

  #written(channelId: string): void {
    if (this.#taking) return
    if (kept(this.#clean(channelId)) !== null) keep(this.#clean(channelId), null)
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
    } catch {
      // Offline it is told when the connection is back; a channel that may no longer be read keeps its words here.
    }
  }

  #heard(row: Later): void {
    if (row.type !== 'draft' || this.#timers.has(row.id)) return
    const here = draftOf(this.#me, row.id)
    if (here !== row.content && here !== '' && kept(this.#clean(row.id)) === null) return
    if (Number(kept(this.#clean(row.id)) ?? -1) >= row.rev) return
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
    for (const channelId of draftsKept(this.#me)) {
      const isTold = kept(this.#clean(channelId)) !== null || this.#timers.has(channelId)
      if (!isTold && draftOf(this.#me, channelId) !== '')
        this.#timers.set(
          channelId,
          setTimeout(() => void this.#tell(channelId), SETTLE_MS),
        )
    }
  }
}
