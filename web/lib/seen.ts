import type { Client } from '@parley/client'
import { Seen } from '@parley/client/seen'

const made = new WeakMap<Client, Seen>()

/** Who has read how far, as one client knows it; listening begins with the first question. */
export function seenOf(client: Client): Seen {
  const known = made.get(client) ?? new Seen(client)
  made.set(client, known)
  return known
}
