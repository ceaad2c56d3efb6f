import { isDeepStrictEqual } from 'node:util'
import { Client } from '@parley/client'
import type { Person } from '../../people.ts'
import { pause } from '../../server.ts'

const PATIENCE_MS = 60_000

/** A person whose client stays connected to one address, looking at every channel, whatever happens behind that address. */
export class Watcher {
  readonly client: Client
  readonly #channelIds: readonly string[]
  /** How often it dropped what it knew and started over. */
  resets = 0

  private constructor(url: string, person: Person, channelIds: readonly string[]) {
    this.#channelIds = channelIds
    this.client = new Client({ url, token: person.token }, { reset: () => this.resets++ })
    for (const channelId of channelIds) {
      this.client.timeline(channelId).subscribe(() => {})
      this.client.members(channelId).subscribe(() => {})
    }
  }

  static async sit(url: string, person: Person, channelIds: readonly string[]): Promise<Watcher> {
    const watcher = new Watcher(url, person, channelIds)
    watcher.client.start()
    await watcher.#until(() => watcher.#isOnline, 'came online')
    for (const channelId of channelIds) await Promise.all([watcher.client.timeline(channelId).openNewest(), watcher.client.members(channelId).load()])
    watcher.resets = 0
    return watcher
  }

  get #isOnline(): boolean {
    const status = this.client.status.get()
    return status.at === 'online' && !status.syncing
  }

  /** Waits until this message is shown. */
  sees(channelId: string, messageId: string): Promise<void> {
    return this.#until(() => this.#entries(channelId).some(({ id, rev }) => id === messageId && rev > 0), `saw message ${messageId}`)
  }

  /** Says something and waits until it stands. */
  async says(channelId: string, content: string): Promise<void> {
    const id = this.client.send(channelId, content)
    await this.sees(channelId, id)
  }

  /** What it shows otherwise than one who has just come: each a sentence. */
  differences(fresh: Watcher): string[] {
    return this.#channelIds.flatMap((channelId) => {
      const [mine, theirs] = [this.#entries(channelId), fresh.#entries(channelId)]
      const from = Math.max(mine[0]?.seq ?? 0, theirs[0]?.seq ?? 0)
      const shown = [mine, theirs].map((entries) => entries.filter(({ seq }) => seq >= from))
      const heads = [this, fresh].map(({ client }) => client.conversation(channelId).get())
      const members = [this, fresh].map(({ client }) => client.members(channelId).get())
      const wrong = [shown, heads, members].map(([one, other]) => !isDeepStrictEqual(one, other))
      return ['messages', 'head', 'members'].filter((_, at) => wrong[at]).map((what) => `other ${what} in ${channelId}`)
    })
  }

  #entries(channelId: string) {
    return this.client.timeline(channelId).get().entries
  }

  async #until(holds: () => boolean, what: string): Promise<void> {
    for (const deadline = performance.now() + PATIENCE_MS; !holds(); await pause(20)) {
      if (performance.now() > deadline) throw new Error(`The watcher never ${what}: ${JSON.stringify(this.client.status.get())}`)
    }
  }
}
