import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** What a process of ours that can no longer say anything else says. */
interface Failed {
  type: 'failed'
  reason: string
}

/** A process of its own beside the bench, which is asked one thing at a time. */
export class Child<Question extends object, Answer extends { type: string }> implements Disposable {
  readonly #process: ChildProcess

  /** `before` stands before `node` on the command line. */
  constructor(script: URL, before: readonly string[]) {
    const [command = process.execPath, ...args] = [...before, process.execPath, fileURLToPath(script)]
    this.#process = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  }

  async ask<T extends Answer['type']>(question: Question, type: T): Promise<Extract<Answer, { type: T }>> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer | Failed>()
    const ended = (code: number | null): void => reject(new Error(`A process of the load ended with code ${code}`))
    this.#process.once('message', resolve).once('exit', ended)
    this.#process.send(question, (failure) => failure && reject(failure))
    const answer = await promise.finally(() => this.#process.off('message', resolve).off('exit', ended))
    if (answer.type === type) return answer as Extract<Answer, { type: T }>
    throw new Error(answer.type === 'failed' ? (answer as Failed).reason : `The load answered "${answer.type}" where "${type}" was asked`)
  }

  [Symbol.dispose](): void {
    if (this.#process.exitCode === null) this.#process.kill('SIGKILL')
  }
}

/** The other end: answers each question, or why not, and ends with who asks. */
export function answering<Question, Answer extends { type: string }>(answer: (question: Question) => Promise<Answer>): void {
  const tell = (message: Answer | Failed): void => void process.send?.(message)
  process.on('message', (question: Question) => {
    answer(question).then(tell, (failure: unknown) =>
      tell({ type: 'failed', reason: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) }),
    )
  })
  process.once('disconnect', () => process.exit())
}
