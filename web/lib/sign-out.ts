import type { Client } from '@parley/client'
import { keep, keysKept } from './kept.ts'
import { lookKeys } from './theme.ts'

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
  for (const key of keysKept('parley:')) if (!key.startsWith('parley:outbox') && !lookKeys.includes(key) && key !== 'parley:user') keep(key, null)
  location.assign('/')
}
