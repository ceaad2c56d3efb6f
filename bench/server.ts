import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../bin/parley.mjs', import.meta.url))
const READY_MS = 20_000

export interface ServerOptions {
  port: number
  dataDir: string
  /** What stands before `node` on the command line: taskset, strace. */
  before?: readonly string[]
  /** Flags of Node itself. */
  flags?: readonly string[]
  /** With the web client, too. */
  web?: boolean
  /** Variables of the environment: a database, a bell. */
  settings?: Readonly<Record<string, string>>
}

/** One run of the real server in a process of its own. Whoever started it ends it. */
export interface Server extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** SIGKILL: nothing is flushed, nothing is said. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** Starts the server and waits until it answers. Rate limits are off, so it listens on loopback only. */
export async function startServer({ port, dataDir, before = [], flags = [], web = false, settings: more = {} }: ServerOptions): Promise<Server> {
  const [command = process.execPath, ...args] = [...before, process.execPath, ...flags, program, 'start', ...(web ? [] : ['--api-only'])]
  const settings = {
    HOST: '127.0.0.1',
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMITS: 'off',
    LOG_LEVEL: 'error',
    DATABASE_URL: '',
    BROKER_URL: '',
    REGISTRATION: '',
    ...more,
  }
  const { npm_lifecycle_event: _, ...environment } = process.env
  const child = spawn(command, args, { env: { ...environment, ...settings }, stdio: ['ignore', 'inherit', 'inherit'] })
  const url = `http://127.0.0.1:${port}`
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!alive(child)) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  await ready(child, url)
  return { url, pid: child.pid ?? 0, kill: () => end('SIGKILL'), stop: () => end('SIGTERM'), [Symbol.asyncDispose]: () => end('SIGKILL') }
}

const alive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null

async function ready(child: ChildProcess, url: string): Promise<void> {
  child.on('error', () => {}) // told below: the process is not there
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await pause(15)) {
    if (child.pid === undefined || !alive(child)) throw new Error(`The server ended while it started (code ${child.exitCode}, ${child.signalCode})`)
    if (
      await fetch(`${url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return
  }
  child.kill('SIGKILL')
  throw new Error(`The server did not answer within ${READY_MS} ms`)
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A folder that goes when its owner does. */
export function temporaryFolder(prefix: string, within = tmpdir()): Disposable & { path: string } {
  const path = mkdtempSync(join(within, `parley-${prefix}-`))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}
