import { isDeepStrictEqual } from 'node:util'
import { Client } from '@parley/client'
import type { Message } from '@parley/protocol'
import type { Person } from '../../people.ts'
import { pause } from '../../server.ts'
import type { Faults } from './faults.ts'
import type { Ledger } from './ledger.ts'
import type { Truth } from './truth.ts'

const CONVERGE_MS = 45_000

/** A client that was there through all crashes, looking at every channel. */
export interface Resident {
  person: Person
  client: Client
}

export function settleIn(url: string, person: Person, channelIds: readonly string[], ledger?: Ledger): Resident {
  const row = (message: Message): void => {
    ledger?.heard(person.id, message.channelId, message.rev)
    ledger?.told(message, person.id)
  }
  const client = new Client({ url, token: person.token }, { row })
  for (const channelId of channelIds) {
    client.timeline(channelId).subscribe(() => {})
    client.members(channelId).subscribe(() => {})
  }
  client.start()
  for (const channelId of channelIds) void client.timeline(channelId).openNewest()
  return { person, client }
}

/** Waits until it says that it knows everything; the pages that a person would open are opened. */
export async function converged({ client }: Resident, truth: Truth): Promise<boolean> {
  for (const deadline = performance.now() + CONVERGE_MS; performance.now() < deadline; await pause(50)) {
    if (isQuiet(client, truth)) return true
    const status = client.status.get()
    if (status.at !== 'online' || status.syncing) continue
    for (const channelId of truth.keys()) await Promise.all([client.timeline(channelId).openNewest(), client.members(channelId).load()]).catch(() => {})
  }
  return false
}

function isQuiet(client: Client, truth: Truth): boolean {
  const status = client.status.get()
  if (status.at !== 'online' || status.syncing || client.outbox.get().length > 0) return false
  return truth.entries().every(([channelId, { clock }]) => {
    const timeline = client.timeline(channelId).get()
    return client.conversation(channelId).get()?.channel.clock === clock && timeline.loaded && timeline.atEnd && client.members(channelId).loaded
  })
}

/** Compares who stayed with who just came, and both with what the server says. */
export function compare(stayed: Resident, fresh: Resident, truth: Truth, faults: Faults): void {
  const { name } = stayed.person
  for (const [channelId, { rows }] of truth) {
    for (const { client } of [stayed, fresh]) compareRows(client.timeline(channelId).get().entries, rows, name, faults)
    const members = [stayed, fresh].map(({ client }) => client.members(channelId).get())
    if (!isDeepStrictEqual(...(members as [unknown, unknown]))) faults.note('stale', `${name} knows other members of ${channelId}`)
  }
  const heads = [stayed, fresh].map(({ client }) => client.conversations.get().toSorted((a, b) => (a.channel.id < b.channel.id ? -1 : 1)))
  if (!isDeepStrictEqual(...(heads as [unknown, unknown]))) faults.note('stale', `${name} sees other conversations: ${JSON.stringify(heads)}`)
}

/** A timeline is one run of rows up to the newest, each as it is today. */
function compareRows(entries: readonly Message[], rows: readonly Message[], name: string, faults: Faults): void {
  const first = entries[0]?.seq ?? 0
  const isWhole = rows.length === 0 ? entries.length === 0 : entries.length === rows.length - first + 1
  if (!isWhole) faults.note('gaps', `${name} shows ${entries.length} messages from ${first} of ${rows.length}`)
  for (const [at, entry] of entries.entries()) {
    if (!isDeepStrictEqual(entry, rows[first - 1 + at]))
      faults.note('stale', `${name} shows ${JSON.stringify(entry)} where ${JSON.stringify(rows[first - 1 + at])} stands`)
  }
}
