import { ConnectionLost } from './failures.ts'
import type { Connection } from './pool.ts'

/**
 * Begins a transaction and works in it; who called ends it. The work does not wait for the beginning: both are on their way
 * at once. What fails is rolled back here, and the connection given back.
 */
export async function within<T>(connection: Connection, begin: string, work: () => Promise<T>): Promise<T> {
  const [began, worked] = await Promise.allSettled([connection.say(begin), work()])
  // If it never began, that is the reason of all that failed after it.
  const failed = [began, worked].find((each) => each.status === 'rejected')
  if (worked.status === 'fulfilled' && !failed) return worked.value
  await giveUp(connection, failed?.reason)
  throw failed?.reason
}

async function giveUp(connection: Connection, failure: unknown): Promise<void> {
  if (failure instanceof ConnectionLost) return connection.release(true)
  await connection.say('rollback').then(
    () => connection.release(),
    () => connection.release(true),
  )
}
