import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { claimPort } from '../../bench/port.ts'

/** Debian puts it where only root looks. */
const program = process.env.NATS_SERVER || '/usr/sbin/nats-server'

/** A NATS of this test alone: a process of its own, on a free port of loopback, which keeps nothing. */
export class NatsServer implements AsyncDisposable {
  readonly port: number
  readonly #args: readonly string[]
  #child: ChildProcess | undefined

  private constructor(port: number, args: readonly string[]) {
    this.port = port
    this.#args = args
  }

  static async start(args: readonly string[] = []): Promise<NatsServer> {
    const server = new NatsServer(await claimPort(), args)
    await server.start()
    return server
  }

  /** 0 while it is stopped. */
  get pid(): number {
    return this.#child?.pid ?? 0
  }

  get url(): string {
    return `nats://127.0.0.1:${this.port}`
  }

  /** Starts it again, on the same port. */
  async start(): Promise<void> {
    const child = spawn(program, ['-a', '127.0.0.1', '-p', String(this.port), ...this.#args], { stdio: 'ignore' })
    child.once('error', () => {})
    this.#child = child
    while (!(await answers(this.port))) {
      if (child.exitCode !== null || child.pid === undefined)
        throw new Error(`${program} does not start. Install it: apt-get install -y nats-server (npm test does)`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** SIGKILL: nobody is told. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }

  /** It is there and does nothing. */
  pause(): void {
    this.#child?.kill('SIGSTOP')
  }
  resume(): void {
    this.#child?.kill('SIGCONT')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.kill()
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = dial(port, '127.0.0.1')
    const settle = (isThere: boolean) => () => {
      socket.destroy()
      resolve(isThere)
    }
    socket.once('data', settle(true)).once('error', settle(false))
  })
