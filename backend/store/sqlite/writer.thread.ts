import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { ChatError, LIMITS } from '@parley/protocol'
import { trimHeap } from '../../utils/trim-heap.ts'
import { type Call, type FromThread, type Outcome, outcomeOf } from '../calls.ts'
import type { Change } from '../change.ts'
import { identify, migrate } from '../migrate.ts'
import { joined, writes } from '../ops/index.ts'
import { Queue } from '../queue.ts'
import type { Tx } from '../tx.ts'
import { sqliteParts } from './dialect.ts'
import { openWriter } from './open.ts'

/**
 * The one writer. Whatever arrived while the last commit was on its way to the disk rides in the next one:
 * one transaction, one fsync. Batches are sized by the disk, never by a timer: a crowd's statements take no longer than the disk did.
 */
const port = parentPort
if (!port) throw new Error('The writer is a thread')
const tell = (message: FromThread): void => port.postMessage(message)

const { raw, db } = openWriter((workerData as { dataDir: string }).dataDir)
type Op = (tx: Tx, input: unknown) => Promise<unknown>
type Joined = (tx: Tx, inputs: readonly unknown[]) => Promise<unknown[]>
const joinedOps = Object.entries(joined) as unknown as [string, Joined][]

/** A batch shares a commit, never a failure: each call has a savepoint of its own. */
async function alone(tx: Tx, work: () => Promise<Outcome[]>): Promise<Outcome[] | Error> {
  raw.exec('savepoint call')
  const told = tx.changes.length
  try {
    const outcomes = await work()
    raw.exec('release call')
    return outcomes
  } catch (failure) {
    if (!raw.inTransaction || isOfTheDisk(failure)) throw failure
    raw.exec('rollback to call; release call')
    tx.changes.length = told
    return failure instanceof Error ? failure : new Error(String(failure))
  }
}

/** Calls of one kind in one go; if that breaks, each for itself. */
async function writeAll(tx: Tx, op: Joined, calls: readonly Call[]): Promise<Outcome[]> {
  const done = await alone(tx, async () => {
    const answers = await op(
      tx,
      calls.map((call) => call.input),
    )
    return answers.map((answer, at) => (answer instanceof ChatError ? outcomeOf(idAt(calls, at), answer) : { id: idAt(calls, at), ok: answer }))
  })
  if (!(done instanceof Error)) return done
  const [only] = calls
  if (calls.length === 1 && only) return [outcomeOf(only.id, done)]
  const outcomes: Outcome[] = []
  for (const call of calls) outcomes.push(...(await writeAll(tx, op, [call])))
  return outcomes
}

const idAt = (calls: readonly Call[], at: number): number => calls[at]?.id ?? -1

async function writeOne(tx: Tx, call: Call): Promise<Outcome[]> {
  const op = (writes as unknown as Record<string, Op>)[call.op]
  if (!op) return [outcomeOf(call.id, new Error(`No such write: ${call.op}`))]
  const done = await alone(tx, async () => [{ id: call.id, ok: await op(tx, call.input) }])
  return done instanceof Error ? [outcomeOf(call.id, done)] : done
}

/** Statements of one transaction begin for so long, or for as long as the disk took for the last one. */
const LEAST_MS = 20

/** Writes what waits into one transaction, until that has taken long enough. `calls` are told before they are written. */
async function run(tx: Tx, calls: Call[], longMs: number): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const began = performance.now()
  const hasTime = (): boolean => performance.now() - began < longMs
  do {
    for (const [name, op] of joinedOps) {
      const taken = queue.takeJoined(name, LIMITS.databaseBatch)
      calls.push(...taken)
      if (taken.length > 0) outcomes.push(...(await writeAll(tx, op, taken)))
    }
    // One after the other while they stand first: to look through all that waits for each of them would cost more than they do.
    for (let first = queue.takeFirst(); first; first = hasTime() ? queue.takeFirst() : undefined) {
      calls.push(first)
      outcomes.push(...(await writeOne(tx, first)))
    }
  } while (queue.length > 0 && hasTime())
  return outcomes
}

const codeOf = (failure: unknown): string => (failure instanceof Error && 'code' in failure ? String(failure.code) : '')
const isFull = (failure: unknown): boolean => codeOf(failure) === 'SQLITE_FULL'

/** Not one call's fault: it concerns the whole batch. */
const isOfTheDisk = (failure: unknown): boolean => /^SQLITE_(?:FULL|IOERR|CORRUPT|NOTADB)/.test(codeOf(failure))

/** How long the disk took for the last commit. */
let syncMs = 0

/** One commit for what waits. A full disk refuses and heals; any other failure of the disk ends the process, and nothing more is written. */
async function commit(): Promise<boolean> {
  const changes: Change[] = []
  const calls: Call[] = []
  let outcomes: Outcome[]
  try {
    raw.exec('begin immediate')
    outcomes = await run({ db, dialect: sqliteParts, now: Date.now(), changes }, calls, Math.max(LEAST_MS, syncMs))
    const began = performance.now()
    raw.exec('commit')
    syncMs = performance.now() - began
  } catch (failure) {
    if (!isFull(failure)) {
      tell({ type: 'fatal', reason: String(failure) })
      return false
    }
    if (raw.inTransaction) raw.exec('rollback')
    const refusal = new ChatError('storage_full', 'The disk of the server is full; nothing was written. Try again when there is room', 5_000)
    calls.push(...queue.takeIf(() => true))
    tell({ type: 'done', outcomes: calls.map((call) => outcomeOf(call.id, refusal)), changes: [] })
    return true
  }
  tell({ type: 'done', outcomes, changes })
  return true
}

const queue = new Queue<Call>(Object.keys(joined))
let writing = false

/** Commits until nothing waits. */
async function drain(): Promise<void> {
  if (writing) return
  writing = true
  for (receive(); queue.length > 0; receive()) if (!(await commit())) return
  writing = false
}

/** All that was posted meanwhile. */
function receive(): void {
  for (let next = receiveMessageOnPort(port as never); next; next = receiveMessageOnPort(port as never)) arrive(next.message as Call[])
}

function arrive(calls: readonly Call[]): void {
  for (const call of calls) queue.push(call)
}

await migrate(db, sqliteParts)
const identity = await db.transaction().execute((at) => identify(at, sqliteParts))
trimHeap()
tell({ type: 'ready', info: identity })
port.on('message', (calls: Call[]) => {
  arrive(calls)
  void drain()
})
