import { Worker } from 'node:worker_threads'
import { ChatError } from '@parley/protocol'
import type { Call, FromThread, Outcome } from './calls.ts'
import type { Change } from './change.ts'
import { WaitingRoom } from './waiting-room.ts'

interface Waiting {
  input: unknown
  resolve(value: unknown): void
  reject(failure: Error): void
}

/** What a thread is to those who call it; who answers in another process is the same to them. */
export interface Far {
  postMessage(calls: Call[]): void
  on(event: 'message', listener: (message: FromThread) => void): unknown
  on(event: 'error', listener: (failure: Error) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  terminate(): Promise<number>
}

/** A store thread as the event loop sees it: calls of one turn leave in one post, answers come back in the order of their commits. */
export class Thread implements AsyncDisposable {
  readonly #worker: Far
  readonly #waiting = new Map<number, Waiting>()
  readonly #room = new WaitingRoom('the disk')
  #lastId = 0
  #posting: Call[] = []
  #ended = false
  onChanges: (changes: readonly Change[]) => void = () => {}
  onFatal: (reason: string) => void = () => {}

  constructor(worker: Far) {
    this.#worker = worker
    worker.on('message', (message: FromThread) => this.#receive(message))
    worker.on('error', (failure) => this.#die(failure.stack ?? failure.message))
    worker.on('exit', (code) => this.#die(`a store thread ended with code ${code}`))
  }

  /**
   * Starts the thread and waits until it can serve. `youngMb`: a batch that does not fit there is copied about by the collector before it is garbage.
   * A thread that opens what another one makes loads beside it, and is told when that is there: by a post of no calls.
   */
  static async start(file: URL, workerData: { dataDir: string }, youngMb: number, after?: Promise<unknown>): Promise<{ thread: Thread; info: unknown }> {
    const worker = new Worker(file, { workerData, execArgv: ['--disable-warning=ExperimentalWarning'], resourceLimits: { maxYoungGenerationSizeMb: youngMb } })
    const info = await new Promise<unknown>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('message', (message: FromThread) => (message.type === 'ready' ? resolve(message.info) : reject(new Error('A store thread did not start'))))
      after?.then(
        () => worker.postMessage([] satisfies Call[]),
        (failure) => void worker.terminate().finally(() => reject(failure)),
      )
    })
    return { thread: new Thread(worker), info }
  }

  get waiting(): number {
    return this.#waiting.size
  }

  call(op: string, input: unknown): Promise<unknown> {
    if (this.#ended) return Promise.reject(new ChatError('unavailable', 'The server is stopping', 1_000))
    const refusal = this.#room.refusal(input)
    if (refusal) return Promise.reject(refusal)
    const id = ++this.#lastId
    if (this.#posting.length === 0) setImmediate(() => this.#post())
    this.#posting.push({ id, op, input })
    return new Promise((resolve, reject) => this.#waiting.set(id, { input, resolve, reject }))
  }

  #post(): void {
    const calls = this.#posting
    this.#posting = []
    this.#worker.postMessage(calls)
  }

  #receive(message: FromThread): void {
    if (message.type === 'fatal') return this.#die(message.reason)
    if (message.type !== 'done') return
    // The changes go out first: whoever is answered finds them told.
    if (message.changes.length > 0) this.onChanges(message.changes)
    for (const outcome of message.outcomes) this.#settle(outcome)
  }

  #settle(outcome: Outcome): void {
    const waiting = this.#waiting.get(outcome.id)
    if (!waiting) return
    this.#waiting.delete(outcome.id)
    this.#room.leave(waiting.input)
    if ('ok' in outcome) waiting.resolve(outcome.ok)
    else if ('failed' in outcome) waiting.reject(new ChatError(outcome.failed.code, outcome.failed.message, outcome.failed.retryMs))
    else waiting.reject(new Error(outcome.broke))
  }

  /** Nobody is answered: the outcome of what waits is unknown, and saying anything else would be a guess. */
  #die(reason: string): void {
    if (this.#ended) return
    this.#ended = true
    this.onFatal(reason)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const deadline = Date.now() + 5_000
    while (this.#waiting.size > 0 && Date.now() < deadline && !this.#ended) await new Promise((resolve) => setTimeout(resolve, 5))
    this.#ended = true
    await this.#worker.terminate()
  }
}
