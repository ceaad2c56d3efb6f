import type { Line } from '../../utils/line.ts'
import type { Draft, OpInput, QueryName, WriteName } from '../ops/index.ts'
import { storeOver } from '../over.ts'
import type { Identity, Store } from '../store.ts'
import { answerOver, callsOver } from './far.ts'

/**
 * The store of another process, over a line. Its commits are told there, to the bell, and the rings of a commit come down the line
 * before the answers to its writes: `onCommit` hears of nothing here.
 */
export function remoteStore(line: Line, identity: Identity): Store {
  const [writer, reader] = [callsOver(line, 'write'), callsOver(line, 'read')]
  return storeOver(identity, writer, reader, {
    onFatal(listener) {
      writer.onFatal = listener
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([writer[Symbol.asyncDispose](), reader[Symbol.asyncDispose]()])
    },
  })
}

/** Lets the process at the other end of the line use this store. */
export function serveStore(store: Store, line: Line): void {
  answerOver(line, 'write', (op, input) =>
    op === 'append' ? store.append(input as Draft) : store.write(op as WriteName, input as OpInput<WriteName> as never),
  )
  answerOver(line, 'read', (op, input) => store.read(op as QueryName, input as never))
}
