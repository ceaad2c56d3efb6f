import { Client } from '@parley/client'
import type { Boot } from '@parley/protocol'
import { isPlaced, readBoot } from './boot.ts'
import { serverUrl, tokenStorage } from './home.ts'
import { beginFromKept, beginWith } from './keep/begin.ts'
import { rememberUser, TabOutbox } from './tab-outbox.ts'

export interface Opened {
  boot: Boot
  client: Client
  outbox: TabOutbox
}

let opening: Promise<Opened> | undefined

/** What the page starts from: the boot data and the one client of this tab, already knowing what the first paint shows. */
export function open(): Promise<Opened> {
  opening ??= begin()
  return opening
}

async function begin(): Promise<Opened> {
  const kept = isPlaced() ? null : await beginFromKept()
  const { boot, known } = kept ?? (await beginWith(await readBoot()))
  // Unsent messages are taken up by who is signed in: another person's wait for their return.
  if (known) rememberUser(known.welcome.user.id)
  const outbox = await TabOutbox.open()
  const client = new Client({ url: serverUrl(), outboxStorage: outbox, ...(tokenStorage && { tokenStorage }) })
  if (known) client.hydrate(known)
  return { boot, client, outbox }
}
