import type { Change } from './change.ts'
import type { Identity, Store } from './store.ts'

/** Who does what a store is asked: a thread, a connection, another process. */
interface Reader {
  readonly waiting: number
  call(op: string, input: unknown): Promise<unknown>
}
interface Writer extends Reader {
  onChanges: (changes: readonly Change[]) => void
}

/** A store whose writes and reads are calls to these two. */
export function storeOver(identity: Identity, writer: Writer, reader: Reader, ends: Pick<Store, 'onFatal' | typeof Symbol.asyncDispose>): Store {
  const figures = {
    commits: 0,
    writes: 0,
    get waiting() {
      return writer.waiting
    },
    get readsWaiting() {
      return reader.waiting
    },
  }
  const write = (op: string, input: unknown): Promise<unknown> => {
    figures.writes++
    return writer.call(op, input)
  }
  return {
    identity,
    figures,
    // The answers are typed by the op they answer; this is where that is said.
    append: (draft) => write('append', draft) as never,
    write: (name, input) => write(name, input) as never,
    read: (name, input) => reader.call(name, input) as never,
    onCommit(listener) {
      writer.onChanges = (changes) => {
        figures.commits++
        listener(changes)
      }
    },
    ...ends,
  }
}
