import { Client } from '@parley/client'
import type { Boot } from '@parley/protocol'
import { readBoot } from './boot.ts'
import { serverUrl, tokenStorage } from './home.ts'
import { TabOutbox } from './tab-outbox.ts'

export interface Opened {
  boot: Boot
  client: Client
}

let opening: Promise<Opened> | undefined

/** What the page starts from: the boot data and the one client of this tab. */
export function open(): Promise<Opened> {
  opening ??= Promise.all([readBoot(), TabOutbox.open()]).then(([boot, outboxStorage]) => ({
    boot,
    client: new Client({ url: serverUrl(), outboxStorage, ...(tokenStorage && { tokenStorage }) }),
  }))
  return opening
}
