import { readdirSync, readFileSync } from 'node:fs'
import type { SuperuserClient } from '../../backend/tests/postgres/server.ts'
import { cpuSeconds, residentBytes } from '../machine.ts'
import { DATABASE, type Ground, metric, type Nodes } from './ground.ts'

/** What every part has used and written so far. Processor time in seconds, sizes in bytes. */
export interface Reading {
  /** Seconds. */
  at: number
  nodes: readonly number[]
  memory: readonly number[]
  postgres: number
  nats: number
  /** Transactions that wrote: numbers that PostgreSQL gave out. */
  writes: number
  /** All transactions of the database, reads too; up to a second late. */
  transactions: number
  wal: number
  stored: number
  bells: number
  bellBytes: number
  /** As the nodes themselves count them. */
  commits: number
  /** Messages that were ever given a number. */
  messages: number
}

const QUESTION = `select pg_snapshot_xmax(pg_current_snapshot())::text::float8 as writes, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal,
  pg_database_size(current_database())::float8 as stored, (select last_value::float8 from messages_n_seq) as messages,
  (select xact_commit::float8 from pg_stat_database where datname = current_database()) as transactions`

/** Reads all counters; each reading is one transaction more. */
export class Counters implements AsyncDisposable {
  readonly #ground: Ground
  readonly #client: SuperuserClient

  private constructor(ground: Ground, client: SuperuserClient) {
    this.#ground = ground
    this.#client = client
  }

  static async open(ground: Ground): Promise<Counters> {
    return new Counters(ground, await ground.postgres.connect(DATABASE))
  }

  async read({ servers }: Nodes): Promise<Reading> {
    const { rows } = await this.#client.query<Pick<Reading, 'writes' | 'wal' | 'stored' | 'transactions' | 'messages'>>(QUESTION)
    const [said] = rows
    if (!said) throw new Error('PostgreSQL counts nothing')
    const carried = (await (await fetch(`http://127.0.0.1:${this.#ground.monitor}/varz`)).json()) as { in_msgs: number; in_bytes: number }
    const commits = await Promise.all(servers.map(({ url }) => metric(url, 'parley_commits_total')))
    return {
      ...said,
      at: performance.now() / 1_000,
      nodes: servers.map(({ pid }) => cpuSeconds(pid) ?? Number.NaN),
      memory: servers.map(({ pid }) => residentBytes(pid)),
      postgres: cpuOfPostgres(this.#ground),
      nats: cpuSeconds(this.#ground.nats.pid) ?? Number.NaN,
      bells: carried.in_msgs,
      bellBytes: carried.in_bytes,
      commits: sum(commits),
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#client.end()
  }
}

/** What happened between two readings. */
export function between(before: Reading, after: Reading): Reading {
  const each = (pick: (reading: Reading) => readonly number[]): number[] => pick(after).map((value, at) => value - (pick(before)[at] ?? 0))
  const of = (name: Exclude<keyof Reading, 'nodes' | 'memory'>): number => after[name] - before[name]
  return {
    at: of('at'),
    nodes: each(({ nodes }) => nodes),
    memory: each(({ memory }) => memory),
    postgres: of('postgres'),
    nats: of('nats'),
    writes: of('writes'),
    transactions: of('transactions'),
    wal: of('wal'),
    stored: of('stored'),
    bells: of('bells'),
    bellBytes: of('bellBytes'),
    commits: of('commits'),
    messages: of('messages'),
  }
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0)

/** Seconds of processor that all processes of PostgreSQL have used. */
export const cpuOfPostgres = ({ postgres }: Pick<Ground, 'postgres'>): number => cpuOfFamily(postgres.pid)

const TICKS_PER_SECOND = 100

/** PostgreSQL is a process a connection: the living ones, and what those that ended had used. */
function cpuOfFamily(pid: number): number {
  try {
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid)
    // After the name in brackets: state, parent, …; fields 16 and 17 of the manual are the children that were waited for.
    const fields = statOf(String(pid))
    const gone = (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND
    return sum([pid, ...children.map(Number)].map((each) => cpuSeconds(each) ?? 0)) + gone
  } catch {
    return Number.NaN
  }
}

const statOf = (pid: string): string[] => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []

function parentOf(pid: string): number {
  try {
    return Number(statOf(pid)[1])
  } catch {
    return 0 // it ended while we looked
  }
}
