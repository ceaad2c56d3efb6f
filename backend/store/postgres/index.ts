import { LIMITS } from '@parley/protocol'
import { storeOver } from '../over.ts'
import type { Store, StoreLog } from '../store.ts'
import { assertFit } from './check.ts'
import { openDatabase } from './open.ts'
import { outageOf } from './outage.ts'
import { Pool } from './pool.ts'
import { Reader } from './reader.ts'
import { Transactions } from './transactions.ts'
import { Writer } from './writer.ts'

/** PostgreSQL at an address: a connection that writes, a few that read, and no thread, because nothing here waits for a disk. */
export async function openPostgres(url: string, log: StoreLog): Promise<Store> {
  const { identity, level } = await openDatabase(url)
  await using opening = new AsyncDisposableStack()
  const [writers, readers] = [new Pool(url, { max: 1, check: assertFit }), new Pool(url, { max: LIMITS.databaseReaders, check: assertFit })]
  opening.use(writers)
  opening.use(readers)
  const outage = outageOf(url, log)
  const writer = opening.use(
    new Writer(({ expire, ending }) => {
      const pausing = (reason: unknown): void => {
        outage.begins(reason)
        expire()
      }
      return new Transactions(writers, level, { pausing, ending, committed: outage.ends })
    }),
  )
  const reader = new Reader(readers)
  const opened = opening.move()
  return storeOver(identity, writer, reader, {
    // A PostgreSQL that cannot trust its disk ends itself, and says on its return what it has.
    onFatal() {},
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  })
}
