import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Arrival, Figures, FromGenerator, Order, Plan, ToGenerator } from './plan.ts'

const script = fileURLToPath(new URL('generator.ts', import.meta.url))

/** The generator's process: its connections stay from one run to the next, and between two runs it is silent. */
export class Generator implements Disposable {
  readonly #child: ChildProcess
  /** How everybody came. */
  arrival: Arrival | undefined

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  /** Connects everybody. `before` stands before `node` on the command line. */
  static async start(plan: Plan, before: readonly string[]): Promise<Generator> {
    const [command = process.execPath, ...args] = [...before, process.execPath, script]
    const generator = new Generator(spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }))
    try {
      const seated = await generator.#ask({ type: 'seat', plan })
      if (seated.type === 'seated') generator.arrival = seated.arrival
      return generator
    } catch (failure) {
      generator[Symbol.dispose]()
      throw failure
    }
  }

  async run(order: Order): Promise<Figures> {
    const answer = await this.#ask({ type: 'run', order })
    if (answer.type !== 'ran') throw new Error('The generator answered something else')
    return answer.figures
  }

  async #ask(message: ToGenerator): Promise<FromGenerator> {
    const { promise, resolve, reject } = Promise.withResolvers<FromGenerator>()
    const ended = (code: number | null): void => reject(new Error(`The generator ended with code ${code}`))
    this.#child.once('message', resolve).once('exit', ended)
    this.#child.send(message)
    const answer = await promise.finally(() => this.#child.off('message', resolve).off('exit', ended))
    if (answer.type === 'failed') throw new Error(answer.reason)
    return answer
  }

  [Symbol.dispose](): void {
    if (this.#child.exitCode === null) this.#child.kill('SIGKILL')
  }
}
