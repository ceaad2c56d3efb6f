import cluster, { type Worker } from 'node:cluster'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { callsOver } from '../store/remote/far.ts'
import type { Thread } from '../store/thread.ts'
import { Line } from '../utils/line.ts'
import { type Boot, LINE_FD, type Report } from './words.ts'

/** A worker that is told to stop and has not ended after so long is killed. */
const STOP_MS = 10_000
const FIGURES_MS = 1_000
/** How often a worker is asked whether it is there, and how often in vain before it is killed: the kernel would go on giving it connections. */
const ASK_MS = 2_000
const IN_VAIN = 8

/** One worker, as the first process sees it. */
export class Member {
  readonly number: number
  readonly line: Line
  /** Resolves with the reason when the process has ended. */
  readonly ended: Promise<string>
  readonly startedAt = performance.now()
  isServing = false
  readonly #process: Worker
  readonly #figures: Thread

  constructor(number: number) {
    cluster.schedulingPolicy = cluster.SCHED_RR
    cluster.setupPrimary({
      exec: fileURLToPath(new URL('./worker.ts', import.meta.url)),
      args: [],
      execArgv: [...process.execArgv, '--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
    })
    this.number = number
    this.#process = cluster.fork()
    this.#process.on('error', () => {}) // told by its end
    this.line = new Line(this.#process.process.stdio[LINE_FD] as Socket)
    this.#figures = callsOver(this.line, 'figures')
    this.ended = once(this.#process, 'exit').then(([code, signal]) => {
      this.isServing = false
      return signal ? `ended by ${signal}` : `ended with code ${code}`
    })
  }

  /** Begins to serve. Throws the reason where that fails. */
  async serve(boot: Boot): Promise<Exclude<Report, { failed: string }>> {
    const { promise, resolve } = Promise.withResolvers<Report>()
    this.line.onPost('report', (report) => resolve(report as Report))
    this.line.post('boot', boot)
    const report = await Promise.race([promise, this.ended.then((reason) => ({ failed: `A worker ${reason}`, code: undefined }))])
    if ('failed' in report) throw Object.assign(new Error(report.failed), report.code !== undefined && { code: report.code })
    this.isServing = true
    this.#watch()
    return report
  }

  /** Counts questions and not time, so that a pause of this process is not held against the worker. */
  #watch(): void {
    let unanswered = 0
    this.line.on('pong', () => {
      unanswered = 0
    })
    const watch = setInterval(() => {
      if (unanswered++ < IN_VAIN) this.line.post('ping')
      else this.#process.process.kill('SIGKILL')
    }, ASK_MS)
    void this.ended.then(() => clearInterval(watch))
  }

  /** What it says of itself; nothing where it does not answer. */
  figures(): Promise<{ name: string }[]> {
    const waited = new Promise<[]>((resolve) => setTimeout(resolve, FIGURES_MS, []).unref())
    return Promise.race([this.#figures.call('figures', null).catch(() => []) as Promise<{ name: string }[]>, waited])
  }

  /** Lets its people go, and ends it. */
  async stop(): Promise<void> {
    this.line.post('stop')
    const late = setTimeout(() => this.#process.process.kill('SIGKILL'), STOP_MS)
    await this.ended
    clearTimeout(late)
  }
}
