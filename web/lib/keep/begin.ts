import { merged, type Snapshot, snapshotOf } from '@parley/client'
import { type Boot, PROTOCOL_VERSION } from '@parley/protocol'
import { lastUser } from '../tab-outbox.ts'
import { forget, load } from './database.ts'

/** What a page begins with, and what its first paint shows. */
export interface Beginning {
  boot: Boot
  known: Snapshot | null
}

/** Messages that came with the page are not held up by a slow disk; without them there is nothing else to show. */
const WAIT_MS = { forMore: 60, forAnything: 500 }

/** What the server says, and with it what this browser kept of the same person and history. */
export async function beginWith(boot: Boot): Promise<Beginning> {
  // Nobody is signed in here any more, perhaps by a revocation from elsewhere: then nothing is kept either.
  if (!boot.signedIn) void forget().catch(() => {})
  if (!boot.session) return { boot, known: null }
  const { welcome, users, page } = boot.session
  const kept = await within(page ? WAIT_MS.forMore : WAIT_MS.forAnything, load(welcome.user.id))
  void forget(welcome.user.id).catch(() => {})
  return { boot, known: merged(snapshotOf({ welcome, users, pages: page ? [page] : [] }), kept) }
}

/** A page that came without the server's word, from a cache: as it was for the person here last. Whether they still are, the socket will tell. */
export async function beginFromKept(): Promise<Beginning | null> {
  const userId = lastUser()
  const known = userId && (await within(WAIT_MS.forAnything, load(userId)))
  if (!known) return null
  return { boot: { protocol: PROTOCOL_VERSION, workspace: known.welcome.workspace, firstRun: null, signedIn: true }, known }
}

/** The answer if it comes in time; a failure is no answer. */
function within<T>(waitMs: number, answer: Promise<T>): Promise<T | null> {
  return Promise.race([answer.catch(() => null), new Promise<null>((resolve) => setTimeout(resolve, waitMs, null))])
}
