import type { TargetName } from '../load/dialects.ts'
import type { Placing } from '../targets.ts'

/** How long, how often, and who. */
export interface Bench {
  runs: number
  seconds: number
  warmUpSeconds: number
  isQuick: boolean
  targets: readonly TargetName[]
  /** Where the servers stand, and flags of Node's for our own: a profiler. */
  placing: Placing
  /** With what is long or needs more than a fresh clone. */
  withMore: readonly string[]
  say(what: string): void
}

/** What the issue asks for, and what was found. Not reached is told like reached. */
export interface Goal {
  what: string
  goal: string
  found: string
  reached: boolean
}

export interface Bar {
  target: TargetName
  deliveries: number
}

/** What one row of the table came to, as it is kept until the report is written. */
export interface Chapter {
  name: string
  /** The day. */
  at: string
  /** Medians of how many. */
  runs: number
  /** Markdown. */
  said: string
  goals: Goal[]
  /** Messages that did not reach everybody in time: there must be none. */
  lost: number
  bars?: Bar[]
}

export interface Row {
  name: string
  run(bench: Bench): Promise<Omit<Chapter, 'name' | 'at' | 'runs'>>
}

export const names: Record<TargetName, string> = {
  parley: 'Parley (durable)',
  ws: 'ws, plain broadcast',
  uws: 'uWebSockets',
  socketio: 'Socket.IO',
  nchan: 'nchan',
  ejabberd: 'ejabberd (with archive)',
}
