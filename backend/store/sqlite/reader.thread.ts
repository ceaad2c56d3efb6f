import { parentPort, workerData } from 'node:worker_threads'
import { trimHeap } from '../../utils/trim-heap.ts'
import { type Call, type FromThread, type Outcome, outcomeOf } from '../calls.ts'
import { queries } from '../ops/index.ts'
import type { View } from '../tx.ts'
import { sqliteParts } from './dialect.ts'
import { openReader } from './open.ts'

/** Reads on a connection of its own, each in one snapshot, so that neither the event loop nor the writer waits for them. */
const port = parentPort
if (!port) throw new Error('The reader is a thread')
const { raw, db } = openReader((workerData as { dataDir: string }).dataDir)
type Query = (view: View, input: unknown) => Promise<unknown>

async function answer(call: Call): Promise<Outcome> {
  const query = (queries as unknown as Record<string, Query>)[call.op]
  if (!query) return outcomeOf(call.id, new Error(`No such query: ${call.op}`))
  raw.exec('begin')
  try {
    return { id: call.id, ok: await query({ db, dialect: sqliteParts, now: Date.now() }, call.input) }
  } catch (failure) {
    return outcomeOf(call.id, failure)
  } finally {
    raw.exec('commit')
  }
}

let turn: Promise<void> = Promise.resolve()
port.on('message', (calls: Call[]) => {
  turn = turn.then(async () => {
    for (const call of calls) port.postMessage({ type: 'done', outcomes: [await answer(call)], changes: [] } satisfies FromThread)
  })
})
trimHeap()
port.postMessage({ type: 'ready', info: null } satisfies FromThread)
