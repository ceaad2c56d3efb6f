import type { Client } from '@parley/client'
import { forget } from './keep/database.ts'
import { keep, kept, keysKept } from './kept.ts'
import { leave } from './signing-out.ts'
import { lookKeys } from './theme.ts'

const STAYS = new Set([...lookKeys, 'parley:language', 'parley:user'])

/**
 * Signs out and leaves nothing of this person behind but how this browser looks; what is still unsent waits for their return.
 * Where the server cannot be reached they stay signed in, and the page already says that it is offline.
 */
export async function signOut(client: Client): Promise<void> {
  leave(true)
  const stays = keysKept('parley:')
    .filter((key) => key.startsWith('parley:outbox') || STAYS.has(key))
    .map((key) => [key, kept(key)] as const)
  try {
    await client.account.logout()
  } catch {
    leave(false)
    return
  }
  for (const key of keysKept('parley:')) keep(key, null)
  // The server's word for "forget everything" (Clear-Site-Data) empties the browser of these as well.
  for (const [key, value] of stays) keep(key, value)
  // A tab that sleeps may hold a database open; it is deleted as soon as it lets go.
  await Promise.race([forget().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 1_000))])
  location.assign('/')
}
