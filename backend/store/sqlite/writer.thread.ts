import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { ChatError } from '@parley/protocol'
import { trimHeap } from '../../utils/trim-heap.ts'
import { type Call, type FromThread, type Outcome, outcomeOf } from '../calls.ts'
import type { Change } from '../change.ts'
import { identify, migrate } from '../migrate.ts'
import { joined, writes } from '../ops/index.ts'
import type { Tx } from '../tx.ts'
import { sqliteParts } from './dialect.ts'
import { openWriter } from './open.ts'

/**
 * The one writer. Whatever arrived while the last commit was on its way to the disk rides in the next one:
 * one transaction, one fsync. Batches are sized by the disk, never by a timer.
 */
const port = parentPort
if (!port) throw new Error('The writer is a thread')
const tell = (message: FromThread): void => port.postMessage(message)

const { raw, db } = openWriter((workerData as { dataDir: string }).dataDir)
type Op = (tx: Tx, input: unknown) => Promise<unknown>
type Joined = (tx: Tx, inputs: readonly unknown[]) => Promise<unknown[]>
const joinedOp = (name: string | undefined): Joined | undefined => (joined as unknown as Record<string, Joined>)[name ?? '']

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

async function run(tx: Tx, calls: readonly Call[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (let at = 0, end = 0; at < calls.length; at = end) {
    const [call] = calls.slice(at, ++end)
    const op = joinedOp(call?.op)
    while (op && calls[end]?.op === call?.op) end++
    if (op) outcomes.push(...(await writeAll(tx, op, calls.slice(at, end))))
    else if (call) outcomes.push(...(await writeOne(tx, call)))
  }
  return outcomes
}

const codeOf = (failure: unknown): string => (failure instanceof Error && 'code' in failure ? String(failure.code) : '')
const isFull = (failure: unknown): boolean => codeOf(failure) === 'SQLITE_FULL'

/** Not one call's fault: it concerns the whole batch. */
const isOfTheDisk = (failure: unknown): boolean => /^SQLITE_(?:FULL|IOERR|CORRUPT|NOTADB)/.test(codeOf(failure))

/** One commit for all of `calls`. A full disk refuses and heals; any other failure of the disk ends the process. */
async function commit(calls: readonly Call[]): Promise<void> {
  const changes: Change[] = []
  let outcomes: Outcome[]
  try {
    raw.exec('begin immediate')
    outcomes = await run({ db, dialect: sqliteParts, now: Date.now(), changes }, calls)
    raw.exec('commit')
  } catch (failure) {
    if (!isFull(failure)) return tell({ type: 'fatal', reason: String(failure) })
    if (raw.inTransaction) raw.exec('rollback')
    const refusal = new ChatError('storage_full', 'The disk of the server is full; nothing was written. Try again when there is room', 5_000)
    return tell({ type: 'done', outcomes: calls.map((call) => outcomeOf(call.id, refusal)), changes: [] })
  }
  tell({ type: 'done', outcomes, changes })
}

const waiting: Call[] = []
let writing = false

/** Commits until nothing waits. */
async function drain(): Promise<void> {
  if (writing) return
  writing = true
  for (let calls = arrived(); calls.length > 0; calls = arrived()) await commit(calls)
  writing = false
}

/** All that was posted meanwhile. */
function arrived(): Call[] {
  const calls = waiting.splice(0)
  for (let next = receiveMessageOnPort(port as never); next; next = receiveMessageOnPort(port as never)) calls.push(...(next.message as Call[]))
  return calls
}

await migrate(db, sqliteParts)
const identity = await db.transaction().execute((at) => identify(at, sqliteParts))
trimHeap()
tell({ type: 'ready', info: identity })
port.on('message', (calls: Call[]) => {
  waiting.push(...calls)
  void drain()
})
