import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Identity, Store } from '../store.ts'
import { lockFolder } from './lock.ts'
import { Thread } from './thread.ts'

/** SQLite in a folder: one thread writes, one reads, one process owns it. */
export async function openSqlite(folder: string): Promise<Store> {
  const dataDir = resolve(folder)
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  await using opening = new AsyncDisposableStack()
  opening.use(lockFolder(dataDir))
  const { thread: writer, info } = await Thread.start(new URL('./writer.thread.ts', import.meta.url), { dataDir })
  opening.use(writer)
  const { thread: reader } = await Thread.start(new URL('./reader.thread.ts', import.meta.url), { dataDir })
  opening.use(reader)
  const opened = opening.move()
  return storeOf(info as Identity, writer, reader, opened)
}

function storeOf(identity: Identity, writer: Thread, reader: Thread, opened: AsyncDisposableStack): Store {
  const figures = {
    commits: 0,
    writes: 0,
    get waiting() {
      return writer.waiting
    },
  }
  const counted = async <T>(answer: Promise<T>): Promise<T> => {
    figures.writes++
    return answer
  }
  return {
    identity,
    figures,
    // The thread's answers are typed by the op they answer; this is where that is said.
    append: (draft) => counted(writer.call('append', draft)) as never,
    write: (name, input) => counted(writer.call(name, input)) as never,
    read: (name, input) => reader.call(name, input) as never,
    onCommit(listener) {
      writer.onChanges = (changes) => {
        figures.commits++
        listener(changes)
      }
    },
    onFatal(listener) {
      writer.onFatal = listener
      reader.onFatal = listener
    },
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}
