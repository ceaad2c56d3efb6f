import { once } from 'node:events'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { trimHeap } from '../../utils/trim-heap.ts'
import { type Call, type FromThread, type Outcome, outcomeOf } from '../calls.ts'
import { Lanes } from '../lanes.ts'
import { ask, joinedNames } from '../ops/index.ts'
import { sqliteParts } from './dialect.ts'
import { openReader } from './open.ts'

/** Reads on a connection of its own, each in one snapshot, so that neither the event loop nor the writer waits for them. */
const port = parentPort
if (!port) throw new Error('The reader is a thread')
// The writer makes the file; what this thread loads, it loads meanwhile.
await once(port, 'message')
const { raw, db } = openReader((workerData as { dataDir: string }).dataDir)

/** Calls of one kind in one snapshot; if that breaks, each in its own. */
async function answer(calls: readonly Call[]): Promise<Outcome[]> {
  raw.exec('begin')
  try {
    const inputs = calls.map(({ input }) => input)
    const answers = await ask({ db, dialect: sqliteParts, now: Date.now() }, calls[0]?.op ?? '', inputs)
    return calls.map(({ id }, at) => ({ id, ok: answers[at] }))
  } catch (failure) {
    if (calls.length === 1) return calls.map(({ id }) => outcomeOf(id, failure))
  } finally {
    raw.exec('commit')
  }
  const outcomes: Outcome[] = []
  for (const call of calls) outcomes.push(...(await answer([call])))
  return outcomes
}

const lanes = new Lanes<Call>(joinedNames)
let reading = false

/** Reads until nobody waits; what was posted meanwhile joins those who do. */
async function drain(): Promise<void> {
  if (reading) return
  reading = true
  for (let calls = lanes.take(); calls.length > 0; calls = lanes.take()) {
    port?.postMessage({ type: 'done', outcomes: await answer(calls), changes: [] } satisfies FromThread)
    for (let next = receiveMessageOnPort(port as never); next; next = receiveMessageOnPort(port as never)) arrive(next.message as Call[])
  }
  reading = false
}

const arrive = (calls: readonly Call[]): void => {
  for (const call of calls) lanes.push(call)
}

port.on('message', (calls: Call[]) => {
  arrive(calls)
  void drain()
})
trimHeap()
port.postMessage({ type: 'ready', info: null } satisfies FromThread)
