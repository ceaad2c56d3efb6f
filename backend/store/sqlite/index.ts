import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { storeOver } from '../over.ts'
import type { Identity, Store } from '../store.ts'
import { Thread } from '../thread.ts'
import { lockFolder } from './lock.ts'

/** SQLite in a folder: one thread writes, one reads, one process owns it. */
export async function openSqlite(folder: string): Promise<Store> {
  const dataDir = resolve(folder)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  await using opening = new AsyncDisposableStack()
  opening.use(lockFolder(dataDir))
  const writing = Thread.start(new URL('./writer.thread.ts', import.meta.url), { dataDir }, 24)
  const reading = Thread.start(new URL('./reader.thread.ts', import.meta.url), { dataDir }, 3, writing)
  for (const start of [writing, reading]) opening.defer(async () => (await start.catch(() => undefined))?.thread[Symbol.asyncDispose]())
  const [{ thread: writer, info }, { thread: reader }] = await Promise.all([writing, reading])
  const opened = opening.move()
  return storeOver(info as Identity, writer, reader, {
    onFatal(listener) {
      writer.onFatal = listener
      reader.onFatal = listener
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  })
}
