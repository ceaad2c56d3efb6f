import type { Client } from '@parley/client'
import { forget } from './keep/database.ts'
import { keep, keysKept } from './kept.ts'
import { lookKeys } from './theme.ts'

const STAYS = new Set([...lookKeys, 'parley:language', 'parley:user'])
let leaving = false

/** True from the moment a person signs out here until the page is left: there is nothing to explain to them. */
export const isLeaving = (): boolean => leaving

/**
 * Signs out and leaves nothing of this person behind but how this browser looks; what is still unsent waits for their return.
 * Where the server cannot be reached they stay signed in, and the page already says that it is offline.
 */
export async function signOut(client: Client): Promise<void> {
  leaving = true
  try {
    await client.account.logout()
  } catch {
    leaving = false
    return
  }
  for (const key of keysKept('parley:')) if (!key.startsWith('parley:outbox') && !STAYS.has(key)) keep(key, null)
  // A tab that sleeps may hold a database open; it is deleted as soon as it lets go.
  await Promise.race([forget().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000))])
  location.assign('/')
}
