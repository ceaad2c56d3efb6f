import type { Connection } from './connection.ts'
import { ConnectionLost } from './failures.ts'
import type { Borrowed } from './pool.ts'

/**
 * Begins a transaction and works in it; who called ends it. The work does not wait for the beginning: both are on their way
 * at once. What fails is rolled back here, and the connection given back.
 */
export async function within<T>({ connection, release }: Borrowed, begin: (connection: Connection) => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  const [began, worked] = await Promise.allSettled([begin(connection), work()])
  // If it never began, that is the reason of all that failed after it.
  const failed = [began, worked].find((each) => each.status === 'rejected')
  if (worked.status === 'fulfilled' && !failed) return worked.value
  await giveUp({ connection, release }, failed?.reason)
  throw failed?.reason
}

/** Rolls back and gives back; a connection that is good for nothing more goes away. */
export async function giveUp({ connection, release }: Borrowed, failure: unknown): Promise<void> {
  if (failure instanceof ConnectionLost) return release(true)
  await connection.say('rollback').then(
    () => release(),
    () => release(true),
  )
}
